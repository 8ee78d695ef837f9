package org.hyperprism.math;

import org.hyperprism.simd.KernelPair;
import org.hyperprism.simd.VectorModule;

/**
 * Sums of squares over float32 vectors, in float64. Eight sums run side by side, value k in sum k
 * mod 8, and are added as a balanced tree, whatever the width of the machine's vectors: one sum
 * alone would wait for each of its own additions. What is left behind the last eight values is
 * summed by itself and added last.
 */
public final class SumOfSquares {

  private static final KernelPair<SquareSums> CHOSEN =
      VectorModule.choose(
          SquareSums.class, "org.hyperprism.math.SimdSquareSums", ScalarSquareSums::new);

  private SumOfSquares() {}

  /** Of {@code length} values from {@code from} on. */
  public static double of(float[] values, int from, int length) {
    return CHOSEN.serving().of(values, from, length);
  }

  /** Of the differences of two vectors' {@code length} values. */
  public static double ofDifferences(
      float[] one, int oneFrom, float[] other, int otherFrom, int length) {
    return CHOSEN.serving().ofDifferences(one, oneFrom, other, otherFrom, length);
  }
}
