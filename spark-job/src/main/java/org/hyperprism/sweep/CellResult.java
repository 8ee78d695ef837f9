package org.hyperprism.sweep;

import java.util.Optional;
import org.hyperprism.results.Summary;

/**
 * The outcome of one experiment of a sweep.
 *
 * @param cell the experiment
 * @param summary what came out, unless it failed
 * @param failure why it failed, if it did
 */
public record CellResult(SweepCell cell, Optional<Summary> summary, Optional<String> failure) {

  static CellResult complete(SweepCell cell, Summary summary) {
    return new CellResult(cell, Optional.of(summary), Optional.empty());
  }

  static CellResult failed(SweepCell cell, String message) {
    return new CellResult(cell, Optional.empty(), Optional.of(message));
  }
}
