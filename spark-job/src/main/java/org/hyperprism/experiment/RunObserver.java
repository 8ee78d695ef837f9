package org.hyperprism.experiment;

import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;

/** Is told of a run's progress, for display alone. */
public interface RunObserver {

  /** The run is about to begin; {@code description} is what a log should say of it. */
  void started(String description);

  /**
   * A method begins.
   *
   * @param firstRound 1, or the round after the checkpoint that is resumed
   */
  void methodStarted(String method, int firstRound, int rounds);

  void roundDone(RoundMetrics metrics);

  void methodDone(String method);

  /** The run is done; its results are in the run directory. */
  void finished(Summary summary, String directory);
}
