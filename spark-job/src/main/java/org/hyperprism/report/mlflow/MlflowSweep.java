package org.hyperprism.report.mlflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.results.RunDirectory;

/**
 * A sweep for MLflow: the run in which those of its experiments are nested. A sweep that is resumed
 * goes on in the same one. Where the server cannot be reached its experiments do not try.
 */
public final class MlflowSweep implements AutoCloseable {

  private final Optional<MlflowRun> run;

  /**
   * Begins, or takes up, a sweep.
   *
   * @param settings that its experiments differ in, by key
   */
  public MlflowSweep(MlflowTarget target, RunDirectory directory, Map<String, String> settings) {
    this(target, directory, settings, MlflowLog.PATIENCE);
  }

  MlflowSweep(
      MlflowTarget target,
      RunDirectory directory,
      Map<String, String> settings,
      Duration patience) {
    run =
        target.hasClient()
            ? Optional.of(new MlflowRun(target, directory, settings, false, patience))
            : Optional.empty();
  }

  /**
   * Adds files when all is written.
   *
   * @param files of the sweep's directory, as far as they are there
   */
  public void finish(List<String> files) {
    run.ifPresent(each -> each.finish(files));
  }

  /** Ends a sweep that is not finished as one that failed. */
  @Override
  public void close() {
    // No method reference: it would link the class where there is no client, too.
    if (run.isPresent()) {
      run.get().close();
    }
  }
}
