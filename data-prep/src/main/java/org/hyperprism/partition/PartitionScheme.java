package org.hyperprism.partition;

import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;

/** A rule that spreads the training samples over the devices. */
public interface PartitionScheme {

  /**
   * Places every sample on exactly one device.
   *
   * @param labels int[samples], each 0 to classes - 1
   * @param classes number of classes, at least 1
   * @param devices number of devices, at least 1
   * @param streams the experiment's random streams; the same seed gives the same assignment
   * @throws ConfigurationException if there are too few samples for the devices
   */
  Assignment assign(int[] labels, int classes, int devices, RandomStreams streams);
}
