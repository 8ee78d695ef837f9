package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;

/**
 * Sums of signed powers over a neighbourhood, for a chunk of coordinates, with every member's own
 * exponent: sum = 2^-R sum_j a_j spow(w_j, p_j).
 *
 * <p>R is an upper bound of all p_j log2|w_j| of the coordinate, from the exponents of the float32
 * numbers alone, so that no term overflows and the largest does not vanish.
 */
final class SenderPowerSums {

  /** R; negative infinity where every value is 0. */
  final double[] scaleLogarithm = new double[PowerSums.CHUNK];

  final double[] sum = new double[PowerSums.CHUNK];

  /** The size 2^-R sum_j a_j |w_j|^p_j. */
  final double[] size = new double[PowerSums.CHUNK];

  /** The receiver's own term. */
  final double[] own = new double[PowerSums.CHUNK];

  /**
   * Fills everything for the coordinates from {@code start} on.
   *
   * @param self index of the receiver among the members
   */
  void fill(
      Neighbourhood neighbourhood, double[] memberExponents, int self, int start, int length) {
    Arrays.fill(scaleLogarithm, 0, length, Double.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, length, 0);
    Arrays.fill(size, 0, length, 0);
    Arrays.fill(own, 0, length, 0);
    for (int j = 0; j < neighbourhood.size(); j++) {
      if (neighbourhood.weight(j) > 0) {
        bound(neighbourhood.array(j), neighbourhood.offset(j) + start, length, memberExponents[j]);
      }
    }
    for (int j = 0; j < neighbourhood.size(); j++) {
      if (neighbourhood.weight(j) > 0) {
        add(
            neighbourhood.array(j),
            neighbourhood.offset(j) + start,
            length,
            memberExponents[j],
            neighbourhood.weight(j),
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
      float value = array[offset + k];
      if (value != 0) {
        double logarithm = BinaryLogarithm.of(Math.abs((double) value));
        double magnitude = weight * BinaryExponential.of(exponent * logarithm - scaleLogarithm[k]);
        double term = Math.copySign(magnitude, value);
        sum[k] += term;
        size[k] += magnitude;
        if (isOwn) {
          own[k] = term;
        }
      }
    }
  }
}
