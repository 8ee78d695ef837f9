package org.hyperprism.sweep.tuning;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.Sweep;
import org.hyperprism.sweep.SweepConfiguration;
import org.hyperprism.sweep.SweepObserver;
import org.hyperprism.sweep.SweepResults;
import org.hyperprism.sweep.SweepTracking;

/**
 * Chooses settings of methods by the accuracy on validation samples. The runs are those of a sweep
 * and lie in its directory; beside them come {@value #SETTINGS}, which a configuration includes,
 * and {@value #TABLE}. Resuming runs what is missing of it.
 */
public final class Tuning {

  /** The file with the chosen settings. */
  public static final String SETTINGS = "tuned.conf";

  /** The file with all candidates. */
  public static final String TABLE = "tuned.md";

  private final TuningConfiguration tuning;
  private final RunOptions options;
  private final SweepObserver observer;
  private boolean retriesFailed;

  /**
   * @param options the directory, and whether it is overwritten or resumed
   */
  public Tuning(TuningConfiguration tuning, RunOptions options, SweepObserver observer) {
    this.tuning = tuning;
    this.options = options;
    this.observer = observer;
  }

  /** Has a resumed search try the runs again that failed. */
  public Tuning retryFailed() {
    retriesFailed = true;
    return this;
  }

  /**
   * Runs or resumes the search.
   *
   * @throws org.hyperprism.failure.ConfigurationException if every value of a method failed
   */
  public TuningResults run() {
    return tuning.settings().halving().isOn() ? runStoppingTheWorst() : runAll();
  }

  private TuningResults runStoppingTheWorst() {
    RunDirectory located =
        RunDirectory.locate(options, RunDirectory.Kind.SWEEP, HadoopSettings.current());
    SweepConfiguration sweep = tuning.sweep();
    sweep.cells().forEach(cell -> Experiment.requireKept(located, cell.configuration()));
    RunDirectory directory = located.claim();
    try {
      Sweep.begin(sweep, directory);
      try (SweepTracking tracking = new SweepTracking(sweep, directory)) {
        TuningResults results = kept(halving(directory).run(), directory);
        tracking.finish();
        return results;
      }
    } finally {
      directory.release();
    }
  }

  private Halving halving(RunDirectory directory) {
    return new Halving(tuning, directory, observer, retriesFailed);
  }

  private static TuningResults kept(TuningResults results, RunDirectory directory) {
    directory.write(SETTINGS, results.hocon());
    directory.write(TABLE, results.markdown());
    return results;
  }

  private TuningResults runAll() {
    Set<String> tried = new HashSet<>();
    SweepResults first = sweep(tuning, options, tried);
    TuningResults results = TuningResults.of(tuning, first);
    RunOptions more = new RunOptions(Optional.of(first.directory()), false, true);
    for (int widened = 0; widened < tuning.settings().widen(); widened++) {
      Optional<TuningConfiguration> wider = results.widened();
      if (wider.isEmpty()) {
        break;
      }
      results = TuningResults.of(wider.get(), sweep(wider.get(), more, tried));
    }
    return kept(
        results, RunDirectory.locate(more, RunDirectory.Kind.SWEEP, HadoopSettings.current()));
  }

  /**
   * Runs what is not there yet.
   *
   * @param tried names of the runs that need not be tried again; these are added
   */
  private SweepResults sweep(TuningConfiguration some, RunOptions where, Set<String> tried) {
    SweepConfiguration sweep = some.sweep();
    SweepResults results =
        new Sweep(sweep, where, cell -> true, observer)
            .retryFailed(cell -> retriesFailed && !tried.contains(cell.name()))
            .run();
    sweep.cells().forEach(cell -> tried.add(cell.name()));
    return results;
  }
}
