package org.hyperprism.partition;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/** Groups and shuffles of sample indices. */
final class Shuffle {

  private Shuffle() {}

  /** The numbers 0 to count - 1 in random order. */
  static int[] indices(int count, UniformRandomProvider random) {
    int[] indices = IntStream.range(0, count).toArray();
    PermutationSampler.shuffle(random, indices);
    return indices;
  }

  /** int[classes][samples of that class, ascending]. */
  static int[][] samplesByClass(int[] labels, int classes) {
    int[][] samples = new int[classes][];
    int[] sizes = new int[classes];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    Arrays.setAll(samples, label -> new int[sizes[label]]);
    int[] next = new int[classes];
    for (int sample = 0; sample < labels.length; sample++) {
      int label = labels[sample];
      samples[label][next[label]++] = sample;
    }
    return samples;
  }
}
