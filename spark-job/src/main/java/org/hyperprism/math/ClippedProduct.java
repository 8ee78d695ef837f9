package org.hyperprism.math;

/** The inner product of two float32 vectors, one of them clipped, in float64 and index order. */
public final class ClippedProduct {

  private ClippedProduct() {}

  /**
   * sum_k clip(clipped_k) other_k, where clip cuts to [-bound, bound].
   *
   * @param clipped the vector to clip, from {@code clippedFrom} on
   * @param other the other vector, from {@code otherFrom} on
   * @param length values of each, >= 0
   * @param bound > 0; infinity for no clipping
   */
  public static double of(
      float[] clipped, int clippedFrom, float[] other, int otherFrom, int length, double bound) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      double cut = Math.max(-bound, Math.min(bound, clipped[clippedFrom + k]));
      sum += cut * other[otherFrom + k];
    }
    return sum;
  }
}
