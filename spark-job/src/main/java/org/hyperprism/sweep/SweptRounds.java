package org.hyperprism.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rounds of all runs of a sweep as one Parquet data set, {@value #FOLDER}, with a folder {@code
 * cell=NAME} for each run, which Spark SQL reads as one table: the columns of {@code metrics.csv},
 * after those of the swept settings.
 */
public final class SweptRounds {

  /** The folder of the data set. */
  public static final String FOLDER = "rounds.parquet";

  private static final String FILE = "part-00000.snappy.parquet";

  private final RunDirectory sweep;

  /**
   * @param sweep directory with a run directory for each cell
   */
  public SweptRounds(RunDirectory sweep) {
    this.sweep = sweep;
  }

  /** Deletes the whole data set. */
  public void clear() {
    sweep.delete(FOLDER);
  }

  /**
   * Adds a run that is complete, or replaces it.
   *
   * @param cell its name, that of its directory
   * @param settings the swept settings by name, as text
   */
  public void add(String cell, Map<String, String> settings) {
    String file = cell + "/" + RunDirectory.METRICS;
    String csv = sweep.read(file).orElse("");
    ResultTable<RoundMetrics> metrics = new ResultTable<>(RoundMetrics.COLUMNS);
    // What an older version left has other columns, and would not be of the same table.
    if (!csv.startsWith(metrics.csv())) {
      return;
    }
    metrics.addCsv(csv, sweep.uri(file), row -> true);
    List<Column<RoundMetrics>> columns = new ArrayList<>();
    settings.forEach((name, value) -> columns.add(Column.text(name, row -> value)));
    columns.addAll(RoundMetrics.COLUMNS);
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : metrics.rows()) {
      List<String> cells = new ArrayList<>(settings.values());
      cells.addAll(row);
      rows.add(cells);
    }
    sweep.writeFolder(FOLDER + "/cell=" + cell, FILE, ParquetFile.bytes(columns, rows));
  }
}
