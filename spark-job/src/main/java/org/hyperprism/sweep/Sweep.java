package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.ExperimentBatch;
import org.hyperprism.experiment.SparkSessions;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;

/**
 * Runs the experiments of a sweep into a directory: {@code sweep.conf}, a run directory for each
 * experiment, and {@code results.csv} and {@code results.md}, which are written anew after each.
 *
 * <p>An experiment that fails with something the user can mend does not stop the others. Resuming
 * skips the complete experiments, takes up the interrupted one and runs the rest. Those that {@link
 * SweepPlan} makes tasks of one Spark job come first; the others follow one after the other.
 */
public final class Sweep {

  private final SweepConfiguration sweep;
  private final RunOptions options;
  private final Predicate<SweepCell> chosen;
  private final SweepObserver observer;

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

  /** Runs or resumes the sweep; returns what came out, failed experiments included. */
  public SweepResults run() {
    RunDirectory located =
        RunDirectory.locate(options, RunDirectory.Kind.SWEEP, HadoopSettings.current());
    Map<String, CellResult> results = completed(located);
    RunDirectory directory = located.claim();
    try {
      return run(directory, results);
    } finally {
      directory.release();
    }
  }

  private SweepResults run(RunDirectory directory, Map<String, CellResult> results) {
    directory.write(RunDirectory.Kind.SWEEP.marker(), sweep.hocon());
    Map<String, String> environment = new LinkedHashMap<>();
    RunIdentity.begin("").addTo(environment);
    directory.write(RunDirectory.ENVIRONMENT, Summary.toJson(environment));
    List<SweepCell> left = new ArrayList<>();
    for (SweepCell cell : sweep.cells()) {
      if (chosen.test(cell)) {
        if (results.containsKey(cell.name())) {
          observer.cellSkipped(cell.name());
        } else {
          left.add(cell);
        }
      }
    }
    try {
      SweepPlan plan = SweepPlan.of(left);
      runTogether(plan, directory, results);
      for (SweepCell cell : left) {
        if (!plan.hasTask(cell)) {
          started(cell);
          results.put(cell.name(), run(cell, directory));
          write(directory, results);
        }
      }
    } finally {
      SparkSessions.close();
    }
    return write(directory, results);
  }

  private void started(SweepCell cell) {
    observer.cellStarted(cell.name(), sweep.cells().indexOf(cell) + 1, sweep.cells().size());
  }

  /** Runs the experiments that are tasks of one Spark job. */
  private void runTogether(
      SweepPlan plan, RunDirectory directory, Map<String, CellResult> results) {
    plan.unreadable()
        .forEach(
            (cell, message) -> {
              started(cell);
              results.put(cell.name(), failed(cell, message));
            });
    plan.batches()
        .forEach(
            (choice, cells) -> {
              observer.cellsStarted(cells.size(), choice.describe());
              List<ExperimentBatch.Entry> entries = new ArrayList<>();
              cells.forEach(
                  (cell, inputs) ->
                      entries.add(
                          new ExperimentBatch.Entry(
                              cell.configuration(), inputs, directory.uri(cell.name()))));
              List<SweepCell> inOrder = List.copyOf(cells.keySet());
              new ExperimentBatch(entries, choice)
                  .run(
                      ending -> {
                        ended(inOrder.get(ending.index()), ending, directory, results);
                        write(directory, results);
                      });
            });
  }

  private void ended(
      SweepCell cell,
      ExperimentBatch.Ending ending,
      RunDirectory directory,
      Map<String, CellResult> results) {
    started(cell);
    Optional<Summary> summary = ending.summary();
    if (summary.isPresent()) {
      results.put(cell.name(), CellResult.complete(cell, summary.get()));
      observer.finished(summary.get(), directory.uri(cell.name()));
    } else {
      results.put(cell.name(), failed(cell, ending.failure().orElse("")));
    }
  }

  private CellResult failed(SweepCell cell, String message) {
    observer.cellFailed(cell.name(), message);
    return CellResult.failed(cell, message);
  }

  /** What is complete in the directory; refuses experiments that were begun with other settings. */
  private Map<String, CellResult> completed(RunDirectory directory) {
    Map<String, CellResult> results = new LinkedHashMap<>();
    if (directory.isResumed()) {
      for (SweepCell cell : sweep.cells()) {
        Experiment.completed(cell.configuration(), directory.uri(cell.name()))
            .ifPresent(summary -> results.put(cell.name(), CellResult.complete(cell, summary)));
      }
    }
    return results;
  }

  private CellResult run(SweepCell cell, RunDirectory directory) {
    String out = directory.uri(cell.name());
    boolean resume = directory.isResumed() && Experiment.isBegun(out);
    RunOptions cellOptions = new RunOptions(Optional.of(out), false, resume);
    try {
      Summary summary =
          new Experiment(cell.configuration(), cellOptions, observer).runInSharedSession();
      return CellResult.complete(cell, summary);
    } catch (RuntimeException failure) {
      return failed(
          cell,
          String.valueOf(
              HyperPrismException.among(failure).orElseThrow(() -> failure).getMessage()));
    }
  }

  private SweepResults write(RunDirectory directory, Map<String, CellResult> results) {
    List<CellResult> inOrder = new ArrayList<>();
    for (SweepCell cell : sweep.cells()) {
      Optional.ofNullable(results.get(cell.name())).ifPresent(inOrder::add);
    }
    SweepResults all = new SweepResults(directory.toString(), sweep.keys(), inOrder);
    directory.write("results.csv", all.csv());
    directory.write("results.md", all.markdown());
    return all;
  }
}
