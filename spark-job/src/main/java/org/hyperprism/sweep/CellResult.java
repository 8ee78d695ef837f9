package org.hyperprism.sweep;

import java.util.Optional;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.Summary;

/**
 * The outcome of one experiment of a sweep.
 *
 * @param cell the experiment
 * @param summary what came out, unless it failed
 * @param failure why it failed, if it did
 * @param isFault whether that was a fault of HyperPrism, and nothing that the user can mend
 */
public record CellResult(
    SweepCell cell, Optional<Summary> summary, Optional<String> failure, boolean isFault) {

  /** What the experiment would have ended with alone: 0, 1 after a fault of HyperPrism, else 2. */
  public int exitCode() {
    return failure.isEmpty()
        ? 0
        : isFault ? HyperPrismException.FAULT_EXIT_CODE : HyperPrismException.EXIT_CODE;
  }

  static CellResult complete(SweepCell cell, Summary summary) {
    return new CellResult(cell, Optional.of(summary), Optional.empty(), false);
  }

  static CellResult failed(SweepCell cell, ExperimentFailure failure) {
    return new CellResult(
        cell, Optional.empty(), Optional.of(failure.message()), failure.isFault());
  }
}
