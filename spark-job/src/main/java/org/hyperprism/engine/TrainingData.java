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
    return of(samples, assignment, 0);
  }

  /**
   * Samples that are in memory.
   *
   * @param samples the training set
   * @param assignment who holds which of them
   * @param meanWeight what the weights of samples, if they have any, are divided by; 0 divides
   *     those of each device by their own mean
   */
  static TrainingData of(Samples samples, Assignment assignment, double meanWeight) {
    return new HeldTrainingData(samples, assignment, meanWeight);
  }

  /** Number of devices m. */
  int devices();

  /**
   * The samples of each of the devices {@code [first, end)}, in ascending device id; those of a
   * device in the order of the data set. Weights are what gradients are multiplied by.
   */
  List<Samples> shards(int first, int end);

  /** Whether samples have weights. */
  default boolean isWeighted() {
    return false;
  }

  /**
   * The samples of all devices in this JVM, in the order of the data set, with the weights that
   * they were given: for yardsticks alone.
   */
  Samples together();
}
