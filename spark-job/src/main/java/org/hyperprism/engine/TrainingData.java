package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.partition.Assignment;

/**
 * The training samples of all devices.
 *
 * @param samples the training set
 * @param assignment who holds which of them
 */
public record TrainingData(Samples samples, Assignment assignment) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Number of devices m. */
  int devices() {
    return assignment.devices();
  }

  /** The samples of each device of a block, in ascending device id. */
  List<Samples> shards(BlockLayout layout, int block) {
    List<Samples> shards = new ArrayList<>();
    for (int device = layout.first(block); device < layout.end(block); device++) {
      shards.add(samples.select(assignment.samplesOf(device)));
    }
    return shards;
  }
}
