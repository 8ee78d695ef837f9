package org.hyperprism.engine;

import java.io.Serializable;
import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;

/** The training samples of all devices: read by whoever has the device, in a task or not. */
public interface TrainingData extends Serializable {

  /**
   * Samples that are in memory.
   *
   * @param samples the training set
   * @param assignment who holds which of them
   */
  static TrainingData of(Samples samples, Assignment assignment) {
    return new HeldTrainingData(samples, assignment);
  }

  /** Number of devices m. */
  int devices();

  /**
   * The samples of each of the devices {@code [first, end)}, in ascending device id; those of a
   * device in the order of the data set.
   */
  List<Samples> shards(int first, int end);

  /** The samples of all devices in this JVM, in the order of the data set: for yardsticks alone. */
  Samples together();
}
