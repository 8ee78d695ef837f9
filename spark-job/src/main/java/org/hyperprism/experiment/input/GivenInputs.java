package org.hyperprism.experiment.input;

import java.util.Optional;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.partition.Assignment;
import org.hyperprism.trace.table.TraceTable;

/**
 * What a caller hands to an experiment as objects, in place of what its settings name.
 *
 * @param samples training and test samples
 * @param assignment who holds which of the training samples; empty leaves it to {@code partition}
 * @param links the rows of a trace of links
 */
public record GivenInputs(
    Optional<Dataset> samples, Optional<Assignment> assignment, Optional<TraceTable> links) {

  /** Nothing: the settings name everything. */
  public static final GivenInputs NONE =
      new GivenInputs(Optional.empty(), Optional.empty(), Optional.empty());
}
