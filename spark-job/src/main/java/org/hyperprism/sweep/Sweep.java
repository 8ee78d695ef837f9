package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.ExperimentBatch;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;

/**
 * Runs the experiments of a sweep into a directory: {@code sweep.conf}, a run directory for each
 * experiment, and {@code results.csv}, {@code results.md} and other tables of the same, which are
 * written anew after each.
 *
 * <p>An experiment that fails does not stop the others, whatever failed it. Resuming skips the
 * complete experiments and those that failed, unless these are to be tried again, takes up the
 * interrupted one and runs the rest. Those that {@link SweepPlan} makes tasks of one Spark job come
 * first; the others follow one after the other. A task that ran out of memory is tried once more
 * alone.
 */
public final class Sweep {

  private final SweepConfiguration sweep;
  private final RunOptions options;
  private final Predicate<SweepCell> chosen;
  private final SweepObserver observer;
  private Predicate<SweepCell> retried = cell -> false;

  /**
   * @param options the directory of the sweep, and whether it is overwritten or resumed
   * @param chosen the experiments to run; of the others, those complete in the directory are part
   *     of the results
   */
  public Sweep(
      SweepConfiguration sweep,
      RunOptions options,
      Predicate<SweepCell> chosen,
      SweepObserver observer) {
    this.sweep = sweep;
    this.options = options;
    this.chosen = chosen;
    this.observer = observer;
  }

  /** Has a resumed sweep try the experiments again that failed. */
  public Sweep retryFailed() {
    return retryFailed(cell -> true);
  }

  /**
   * The same for some of them.
   *
   * @param which those that are tried again if they failed
   */
  public Sweep retryFailed(Predicate<SweepCell> which) {
    retried = which;
    return this;
  }

  /** Runs or resumes the sweep; returns what came out, failed experiments included. */
  public SweepResults run() {
    RunDirectory located =
        RunDirectory.locate(options, RunDirectory.Kind.SWEEP, HadoopSettings.current());
    Map<String, CellResult> results = completed(located);
    sweep.cells().forEach(cell -> Experiment.requireKept(located, cell.configuration()));
    RunDirectory directory = located.claim();
    try {
      return run(directory, results);
    } finally {
      directory.release();
    }
  }

  private SweepResults run(RunDirectory directory, Map<String, CellResult> results) {
    begin(sweep, directory);
    try (SweepTracking tracking = new SweepTracking(sweep, directory)) {
      SweepResults all = runCells(directory, results);
      tracking.finish();
      return all;
    }
  }

  private SweepResults runCells(RunDirectory directory, Map<String, CellResult> results) {
    List<SweepCell> left = new ArrayList<>();
    CellFailures failures = new CellFailures(directory);
    for (SweepCell cell : sweep.cells()) {
      if (chosen.test(cell)) {
        CellResult before = results.get(cell.name());
        if (before == null) {
          left.add(cell);
        } else if (before.failure().isPresent()) {
          observer.cellFailedBefore(cell.name(), before.failure().get());
        } else {
          failures.clear(cell);
          observer.cellSkipped(cell.name());
        }
      }
    }
    observer.sweepStarted(left.size());
    new SweptRounds(directory).clear();
    results.values().forEach(result -> addRounds(result, directory));
    left.forEach(failures::clear);
    if (directory.isResumed()) {
      left.removeIf(cell -> isObstructed(cell, directory, results));
    }
    try {
      SweepPlan plan = SweepPlan.of(left);
      runTogether(plan, directory, results);
      for (SweepCell cell : left) {
        if (!plan.hasTask(cell)) {
          started(cell);
          keep(run(cell, directory), directory, results);
        }
      }
    } finally {
      SparkSessions.close();
    }
    return write(directory, results);
  }

  /** Whether something else lies in the place of an experiment, which fails it. */
  private boolean isObstructed(
      SweepCell cell, RunDirectory directory, Map<String, CellResult> results) {
    Optional<ExperimentFailure> obstacle = FoundCell.of(cell, directory).obstacle();
    if (obstacle.isPresent()) {
      started(cell);
      results.put(cell.name(), failed(cell, obstacle.get(), directory));
    }
    return obstacle.isPresent();
  }

  /**
   * Writes what says that a directory is that of a sweep.
   *
   * @param directory claimed
   */
  public static void begin(SweepConfiguration sweep, RunDirectory directory) {
    directory.write(RunDirectory.Kind.SWEEP.marker(), sweep.hocon());
    Map<String, String> environment = new LinkedHashMap<>();
    RunIdentity.begin("", "", "", "").addTo(environment);
    directory.write(RunDirectory.ENVIRONMENT, Summary.toJson(environment));
  }

  private void started(SweepCell cell) {
    observer.cellStarted(cell.name(), sweep.cells().indexOf(cell) + 1, sweep.cells().size());
  }

  /** Runs the experiments that are tasks of one Spark job. */
  private void runTogether(
      SweepPlan plan, RunDirectory directory, Map<String, CellResult> results) {
    plan.unreadable()
        .forEach(
            (cell, failure) -> {
              started(cell);
              results.put(cell.name(), failed(cell, failure, directory));
            });
    for (SweepPlan.Batch batch : plan.batches()) {
      observer.cellsStarted(batch.cells().size(), batch.choice().describe());
      for (SweepCell starved : run(batch, directory, results)) {
        run(batch.alone(starved), directory, results);
      }
    }
  }

  /** Returns the experiments that ran out of memory beside others. */
  private List<SweepCell> run(
      SweepPlan.Batch batch, RunDirectory directory, Map<String, CellResult> results) {
    List<ExperimentBatch.Entry> entries = new ArrayList<>();
    batch
        .cells()
        .forEach(
            (cell, inputs) ->
                entries.add(
                    new ExperimentBatch.Entry(
                        cell.configuration(), inputs, directory.uri(cell.name()))));
    List<SweepCell> inOrder = List.copyOf(batch.cells().keySet());
    List<SweepCell> starved = new ArrayList<>();
    new ExperimentBatch(entries, batch.choice())
        .run(
            ending -> {
              SweepCell cell = inOrder.get(ending.index());
              if (inOrder.size() > 1
                  && ending.failure().map(ExperimentFailure::outOfMemory).orElse(false)) {
                starved.add(cell);
              } else {
                keep(ended(cell, ending, directory), directory, results);
              }
            });
    return starved;
  }

  private CellResult ended(SweepCell cell, ExperimentBatch.Ending ending, RunDirectory directory) {
    started(cell);
    Optional<Summary> summary = ending.summary();
    if (summary.isEmpty()) {
      return failed(cell, ending.failure().orElseThrow(), directory);
    }
    observer.finished(summary.get(), directory.uri(cell.name()));
    return CellResult.complete(cell, summary.get());
  }

  /** Adds what came out of an experiment to all tables. */
  private void keep(CellResult result, RunDirectory directory, Map<String, CellResult> results) {
    results.put(result.cell().name(), result);
    addRounds(result, directory);
    write(directory, results);
  }

  private void addRounds(CellResult result, RunDirectory directory) {
    if (result.summary().isPresent()) {
      Map<String, String> settings = new LinkedHashMap<>();
      SweepCell cell = result.cell();
      cell.variant().ifPresent(variant -> settings.put("variant", variant));
      for (int i = 0; i < sweep.keys().size(); i++) {
        settings.put(sweep.keys().get(i), cell.values().get(i));
      }
      new SweptRounds(directory).add(cell.name(), settings);
    }
  }

  private CellResult failed(SweepCell cell, ExperimentFailure failure, RunDirectory directory) {
    new CellFailures(directory).write(cell, failure);
    observer.cellFailed(cell.name(), failure.message());
    return CellResult.failed(cell, failure);
  }

  /**
   * What is complete in the directory, and what failed there and is not tried again; refuses
   * experiments that were begun with other settings.
   */
  private Map<String, CellResult> completed(RunDirectory directory) {
    Map<String, CellResult> results = new LinkedHashMap<>();
    if (directory.isResumed()) {
      for (SweepCell cell : sweep.cells()) {
        FoundCell.of(cell, directory)
            .summary()
            .map(summary -> CellResult.complete(cell, summary))
            .or(() -> failedBefore(cell, directory))
            .ifPresent(result -> results.put(cell.name(), result));
      }
    }
    return results;
  }

  private Optional<CellResult> failedBefore(SweepCell cell, RunDirectory directory) {
    return retried.test(cell)
        ? Optional.empty()
        : new CellFailures(directory).read(cell).map(failure -> CellResult.failed(cell, failure));
  }

  private CellResult run(SweepCell cell, RunDirectory directory) {
    String out = directory.uri(cell.name());
    boolean resume = directory.isResumed() && Experiment.isBegun(out);
    RunOptions cellOptions = new RunOptions(Optional.of(out), false, resume);
    try {
      Summary summary =
          new Experiment(cell.configuration(), cellOptions, observer).runInSharedSession();
      return CellResult.complete(cell, summary);
    } catch (Throwable failure) { // Scala throws what is checked without declaring it
      return failed(cell, ExperimentFailure.of(failure), directory);
    }
  }

  private SweepResults write(RunDirectory directory, Map<String, CellResult> results) {
    List<CellResult> inOrder = new ArrayList<>();
    for (SweepCell cell : sweep.cells()) {
      Optional.ofNullable(results.get(cell.name())).ifPresent(inOrder::add);
    }
    SweepResults all = new SweepResults(directory.toString(), sweep.keys(), inOrder);
    directory.write("results.csv", all.csv());
    directory.write("results-wide.csv", all.wideCsv());
    directory.write("statistics.csv", all.statisticsCsv());
    directory.write("differences.csv", all.differencesCsv());
    directory.write("results.md", all.markdown());
    return all;
  }
}
