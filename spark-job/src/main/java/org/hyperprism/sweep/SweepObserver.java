package org.hyperprism.sweep;

import org.hyperprism.experiment.RunObserver;

/** Is told of a sweep's progress, and of the progress of each of its experiments. */
public interface SweepObserver extends RunObserver {

  /**
   * The sweep begins.
   *
   * @param cells experiments that are to be run now
   */
  default void sweepStarted(int cells) {}

  /**
   * An experiment begins or is taken up again.
   *
   * @param name the cell's name
   * @param number its place in the sweep, from 1
   * @param cells experiments in the sweep
   */
  void cellStarted(String name, int number, int cells);

  /**
   * Experiments begin together; each of them is announced when it has ended.
   *
   * @param cells how many
   * @param mode how they are carried out, and why
   */
  void cellsStarted(int cells, String mode);

  /** The experiment was complete already. */
  void cellSkipped(String name);

  /** The experiment had failed before, and is not run again. */
  default void cellFailedBefore(String name, String message) {}

  /** The experiment came to the round at which it is compared, and waits there or is given up. */
  default void cellStopped(String name, int round) {}

  /** The experiment failed; the next one follows. */
  void cellFailed(String name, String message);
}
