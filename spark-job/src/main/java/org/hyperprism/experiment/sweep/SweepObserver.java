package org.hyperprism.experiment.sweep;

import org.hyperprism.experiment.RunObserver;

/** Is told of a sweep's progress, and of the progress of each of its experiments. */
public interface SweepObserver extends RunObserver {

  /**
   * An experiment begins or is taken up again.
   *
   * @param name the cell's name
   * @param number its place in the sweep, from 1
   * @param cells experiments in the sweep
   */
  void cellStarted(String name, int number, int cells);

  /** The experiment was complete already. */
  void cellSkipped(String name);

  /** The experiment failed with something that the user can mend; the next one follows. */
  void cellFailed(String name, String message);
}
