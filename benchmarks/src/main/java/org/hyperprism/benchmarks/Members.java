package org.hyperprism.benchmarks;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/** The vectors that a receiver averages: uniform in [-1, 1), each an array of its own. */
final class Members {

  /** Neighbours and receiver: half of the 50 devices of the base setting. */
  static final int COUNT = 25;

  private Members() {}

  static float[][] draw(int parameters) {
    RandomStreams streams = new RandomStreams(1);
    float[][] members = new float[COUNT][parameters];
    for (int member = 0; member < COUNT; member++) {
      UniformRandomProvider random = streams.stream(Purpose.BATCH, member, 0);
      for (int k = 0; k < parameters; k++) {
        members[member][k] = 2 * random.nextFloat() - 1;
      }
    }
    return members;
  }
}
