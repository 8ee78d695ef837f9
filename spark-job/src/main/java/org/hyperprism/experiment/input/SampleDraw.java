package org.hyperprism.experiment.input;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Uniform draws of distinct samples. */
public final class SampleDraw {

  private SampleDraw() {}

  /**
   * Some of the samples 0 to count - 1.
   *
   * @param wanted how many, 0 to count
   * @return int[wanted], ascending
   */
  public static int[] of(int count, int wanted, UniformRandomProvider random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(order.length - i);
      int chosen = order[j];
      order[j] = order[i];
      order[i] = chosen;
    }
    int[] drawn = Arrays.copyOf(order, wanted);
    Arrays.sort(drawn);
    return drawn;
  }
}
