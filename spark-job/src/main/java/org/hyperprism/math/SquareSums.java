package org.hyperprism.math;

/**
 * The loops of {@link SumOfSquares}: {@link ScalarSquareSums} in plain Java and {@code
 * SimdSquareSums} in vectors, with the same bits.
 */
interface SquareSums {

  /** Sums that run side by side: value k is in sum k mod {@code SUMS}. */
  int SUMS = 8;

  /** The squares of {@code length} values from {@code from} on. */
  double of(float[] values, int from, int length);

  /** The squares of the differences of two vectors' {@code length} values. */
  double ofDifferences(float[] one, int oneFrom, float[] other, int otherFrom, int length);
}
