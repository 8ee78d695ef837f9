package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.simd.KernelPair;

/**
 * Sums of signed powers over a neighbourhood, for a chunk of coordinates, with every member's own
 * exponent: sum = 2^-R sum_j a_j spow(w_j, p_j).
 *
 * <p>R is an upper bound of all p_j log2|w_j| of the coordinate, from the exponents of the float32
 * numbers alone, so that no term overflows and the largest does not vanish.
 */
final class SenderPowerSums {

  private final KernelPair<KernelLoops> loops;

  /** R; negative infinity where every value is 0. */
  final double[] scaleLogarithm = new double[CpuMixingKernel.CHUNK];

  final double[] sum = new double[CpuMixingKernel.CHUNK];

  /** The size 2^-R sum_j a_j |w_j|^p_j. */
  final double[] size = new double[CpuMixingKernel.CHUNK];

  /** The receiver's own term. */
  final double[] own = new double[CpuMixingKernel.CHUNK];

  private final double[] value = new double[CpuMixingKernel.CHUNK];
  private final double[] power = new double[CpuMixingKernel.CHUNK];

  SenderPowerSums(KernelPair<KernelLoops> loops) {
    this.loops = loops;
  }

  /**
   * Fills everything for the coordinates from {@code start} on.
   *
   * @param self index of the receiver among the members
   */
  void fill(WeightedVectors members, double[] memberExponents, int self, int start, int length) {
    Arrays.fill(scaleLogarithm, 0, length, Double.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, length, 0);
    Arrays.fill(size, 0, length, 0);
    Arrays.fill(own, 0, length, 0);
    for (int j = 0; j < members.size(); j++) {
      if (members.weight(j) > 0) {
        bound(members.array(j), members.offset(j) + start, length, memberExponents[j]);
      }
    }
    for (int j = 0; j < members.size(); j++) {
      if (members.weight(j) > 0) {
        add(
            members.array(j),
            members.offset(j) + start,
            length,
            memberExponents[j],
            members.weight(j),
            j == self);
      }
    }
  }

  private void bound(float[] array, int offset, int length, double exponent) {
    for (int k = 0; k < length; k++) {
      float value = array[offset + k];
      if (value != 0) {
        scaleLogarithm[k] = Math.max(scaleLogarithm[k], exponent * (Math.getExponent(value) + 1));
      }
    }
  }

  private void add(
      float[] array, int offset, int length, double exponent, double weight, boolean isOwn) {
    for (int k = 0; k < length; k++) {
      value[k] = array[offset + k];
    }
    loops.serving().logarithms(value, length, power);
    for (int k = 0; k < length; k++) {
      power[k] = value[k] == 0 ? Double.NEGATIVE_INFINITY : exponent * power[k] - scaleLogarithm[k];
    }
    loops.serving().exponentials(power, length, 1, power);
    for (int k = 0; k < length; k++) {
      double magnitude = weight * power[k];
      double term = Math.copySign(magnitude, value[k]);
      sum[k] += term;
      size[k] += magnitude;
      if (isOwn) {
        own[k] = term;
      }
    }
  }
}
