package org.hyperprism.experiment;

import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;

/**
 * Is told of a run's progress, on the thread that runs it; by default it ignores it. What it throws
 * ends the run, and whoever started the run gets it.
 */
public interface RunObserver {

  /** The run is about to begin; {@code description} is what a log should say of it. */
  default void started(String description) {}

  /**
   * A method begins.
   *
   * @param firstRound 1, or the round after the checkpoint that is resumed
   */
  default void methodStarted(String method, int firstRound, int rounds) {}

  /** A round is done, its evaluation included. */
  default void roundDone(RoundMetrics metrics) {}

  /**
   * Asked after each round: whether the run is to end here, its state kept so that it can be
   * resumed. It then ends with a {@link java.util.concurrent.CancellationException}.
   */
  default boolean stopsTheRun() {
    return false;
  }

  /** A method is done. */
  default void methodDone(String method) {}

  /** The run is done; its results are in the run directory. */
  default void finished(Summary summary, String directory) {}
}
