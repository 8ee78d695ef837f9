package org.hyperprism.report.mlflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.results.Column;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.mlflow.api.proto.Service.Metric;

/**
 * A run for MLflow, as far as it has come: its settings as parameters, the columns of {@code
 * metrics.csv} as metrics {@code COLUMN/METHOD} with the round as step, and its small files as
 * artifacts. In a sweep it is nested in the sweep's run. A run that is resumed takes the place of
 * what it was before.
 */
public final class MlflowLog implements AutoCloseable {

  /** Far more than a server on the same network takes. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The file of a run directory that names the run of MLflow's. */
  public static final String FILE = MlflowRun.FILE;

  private static final List<String> FILES =
      List.of(
          RunDirectory.CONFIGURATION,
          RunDirectory.ENVIRONMENT,
          RunDirectory.SUMMARY,
          RunDirectory.METRICS,
          RunDirectory.COMPARISON);

  private static final List<String> NUMBERS =
      RoundMetrics.COLUMNS.stream()
          .map(Column::name)
          .filter(name -> !name.equals(RoundMetrics.METHOD) && !name.equals(RoundMetrics.ROUND))
          .toList();

  private final Optional<MlflowRun> run;
  private int rounds;

  /**
   * Begins a run.
   *
   * @param settings that it was given, by key
   */
  public MlflowLog(MlflowTarget target, RunDirectory directory, Map<String, String> settings) {
    this(target, directory, settings, PATIENCE);
  }

  MlflowLog(
      MlflowTarget target,
      RunDirectory directory,
      Map<String, String> settings,
      Duration patience) {
    run =
        target.hasClient()
            ? Optional.of(new MlflowRun(target, directory, settings, true, patience))
            : Optional.empty();
  }

  /** Adds the rounds that have come to the tables since the last time. */
  public void append(ResultTables tables) {
    if (run.isEmpty()) {
      return;
    }
    ResultTable<RoundMetrics> table = tables.metrics();
    List<List<String>> rows = table.rowsFrom(rounds);
    rounds += rows.size();
    List<Metric> metrics = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (List<String> row : rows) {
      String method = row.get(table.column(RoundMetrics.METHOD));
      long round = Long.parseLong(row.get(table.column(RoundMetrics.ROUND)));
      for (String column : NUMBERS) {
        String cell = row.get(table.column(column));
        double value = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        if (Double.isFinite(value)) {
          metrics.add(
              Metric.newBuilder()
                  .setKey(column + "/" + method)
                  .setValue(value)
                  .setTimestamp(now)
                  .setStep(round)
                  .build());
        }
      }
    }
    run.get().metrics(metrics);
  }

  /** Adds what is left, and the files, when all is written. */
  public void finish(ResultTables tables) {
    append(tables);
    run.ifPresent(each -> each.finish(FILES));
  }

  /** Ends a run that was stopped: as killed, in MLflow's word. */
  public void stopped() {
    run.ifPresent(each -> each.kill());
  }

  /** Ends a run that is not finished as one that failed. */
  @Override
  public void close() {
    // No method reference: it would link the class where there is no client, too.
    if (run.isPresent()) {
      run.get().close();
    }
  }
}
