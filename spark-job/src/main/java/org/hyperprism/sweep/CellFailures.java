package org.hyperprism.sweep;

import java.util.Optional;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.failure.OneLine;
import org.hyperprism.results.RunDirectory;

/**
 * The failures of a sweep's experiments, kept beside their run directories: {@code
 * CELL.failure.txt} has the message in its first line and, of a fault of HyperPrism, the stack
 * trace below it.
 */
public final class CellFailures {

  private final RunDirectory directory;

  /**
   * @param directory of the sweep
   */
  public CellFailures(RunDirectory directory) {
    this.directory = directory;
  }

  private static String file(SweepCell cell) {
    return cell.name() + ".failure.txt";
  }

  /** Keeps the failure of an experiment. */
  public void write(SweepCell cell, ExperimentFailure failure) {
    directory.write(file(cell), OneLine.of(failure.message()) + "\n" + failure.stackTrace());
  }

  /** The failure that the experiment ended with, when it last ran. */
  public Optional<ExperimentFailure> read(SweepCell cell) {
    return directory
        .read(file(cell))
        .map(
            text -> {
              int end = text.indexOf('\n');
              return end < 0
                  ? new ExperimentFailure(text, "", false)
                  : new ExperimentFailure(text.substring(0, end), text.substring(end + 1), false);
            });
  }

  /** Forgets it: the experiment runs again. */
  public void clear(SweepCell cell) {
    directory.delete(file(cell));
  }
}
