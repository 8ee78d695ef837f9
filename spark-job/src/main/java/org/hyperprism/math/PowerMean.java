package org.hyperprism.math;

/**
 * The weighted power mean of one coordinate, WPM_p(w; a) = sroot(sum_j a_j spow(w_j, p), p)
 * (HyperPrism eq. 2 with the signed power), and its derivatives.
 *
 * <p>Everything is computed on w / c with c = max |w_j|, which homogeneity allows, so neither tiny
 * nor huge weights leave the range of float64. Entries with a_j = 0 do not take part. This is the
 * textbook form that the kernels are tested against.
 */
public final class PowerMean {

  /** Below this share of its largest possible size the sum counts as cancelled. */
  private static final double CANCELLATION = 1e-6;

  private PowerMean() {}

  /**
   * The mean of {@code values} with {@code weights}.
   *
   * @param values w_j, any finite numbers
   * @param weights a_j, as many as values
   * @param p exponent, > 0
   * @return the mean; 0 where the signed powers cancel exactly
   */
  public static double of(double[] values, double[] weights, double p) {
    double scale = scale(values, weights);
    if (scale == 0) {
      return 0;
    }
    return scale * SignedPower.root(scaledSum(values, weights, p, scale), p);
  }

  /**
   * d WPM / d p = (M/p) [N/S - ln|M|] with N = sum a_j spow(w_j) ln|w_j|; 0 where the powers
   * cancel, because the derivative has no bound there.
   */
  public static double derivativeByExponent(double[] values, double[] weights, double p) {
    double scale = scale(values, weights);
    if (scale == 0) {
      return 0;
    }
    double sum = scaledSum(values, weights, p, scale);
    if (isCancelled(values, weights, p, scale, sum)) {
      return 0;
    }
    double logarithmic = 0;
    for (int j = 0; j < values.length; j++) {
      double ratio = values[j] / scale;
      if (weights[j] != 0 && ratio != 0) {
        logarithmic += weights[j] * SignedPower.power(ratio, p) * StrictMath.log(Math.abs(ratio));
      }
    }
    double mean = SignedPower.root(sum, p);
    return scale * (mean / p) * (logarithmic / sum - StrictMath.log(Math.abs(mean)));
  }

  private static double scale(double[] values, double[] weights) {
    if (values.length != weights.length) {
      throw new IllegalArgumentException(
          "a power mean takes one weight per value; got %d values and %d weights"
              .formatted(values.length, weights.length));
    }
    double scale = 0;
    for (int j = 0; j < values.length; j++) {
      if (weights[j] != 0) {
        scale = Math.max(scale, Math.abs(values[j]));
      }
    }
    return scale;
  }

  private static double scaledSum(double[] values, double[] weights, double p, double scale) {
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      if (weights[j] != 0) {
        sum += weights[j] * SignedPower.power(values[j] / scale, p);
      }
    }
    return sum;
  }

  private static boolean isCancelled(
      double[] values, double[] weights, double p, double scale, double sum) {
    double size = 0;
    for (int j = 0; j < values.length; j++) {
      size += Math.abs(weights[j]) * SignedPower.power(Math.abs(values[j] / scale), p);
    }
    return Math.abs(sum) <= CANCELLATION * size;
  }
}
