package org.hyperprism.sweep.tuning;

import java.util.Optional;
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

  /**
   * @param options the directory, and whether it is overwritten or resumed
   */
  public Tuning(TuningConfiguration tuning, RunOptions options, SweepObserver observer) {
    this.tuning = tuning;
    this.options = options;
    this.observer = observer;
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
        TuningResults results = kept(new Halving(tuning, directory, observer).run(), directory);
        tracking.finish();
        return results;
      }
    } finally {
      directory.release();
    }
  }

  private static TuningResults kept(TuningResults results, RunDirectory directory) {
    directory.write(SETTINGS, results.hocon());
    directory.write(TABLE, results.markdown());
    return results;
  }

  private TuningResults runAll() {
    SweepResults first = sweep(tuning, options);
    TuningResults results = TuningResults.of(tuning, first);
    RunOptions more = new RunOptions(Optional.of(first.directory()), false, true);
    for (int widened = 0; widened < tuning.settings().widen(); widened++) {
      Optional<TuningConfiguration> wider = results.widened();
      if (wider.isEmpty()) {
        break;
      }
      results = TuningResults.of(wider.get(), sweep(wider.get(), more));
    }
    return kept(
        results, RunDirectory.locate(more, RunDirectory.Kind.SWEEP, HadoopSettings.current()));
  }

  private SweepResults sweep(TuningConfiguration some, RunOptions where) {
    return new Sweep(some.sweep(), where, cell -> true, observer).run();
  }
}
