package org.hyperprism.math;

/** The elastic mirror map by its definition, in float64, with a root found by halving. */
public final class ElasticDefinition {

  private ElasticDefinition() {}

  /** psi(w) = sgn(w)|w|^p + mu w. */
  public static double psi(double w, double p, double mu) {
    return Math.signum(w) * StrictMath.pow(Math.abs(w), p) + mu * w;
  }

  /** psi'(w). */
  public static double slope(double w, double p, double mu) {
    return (p == 1 ? 1 : p * StrictMath.pow(Math.abs(w), p - 1)) + mu;
  }

  /** The w for which psi(w) = s. */
  public static double inverse(double s, double p, double mu) {
    double size = Math.abs(s);
    double low = 0;
    double high = Math.min(StrictMath.pow(size, 1 / p), mu == 0 ? Double.MAX_VALUE : size / mu);
    high *= 1 + 1e-12;
    double middle = high / 2;
    while (middle > low && middle < high) {
      if (psi(middle, p, mu) < size) {
        low = middle;
      } else {
        high = middle;
      }
      middle = low + (high - low) / 2;
    }
    return Math.copySign(middle, s);
  }

  /**
   * A mean with a step in the mirror space, psi^-1(sum_j a_j psi(w_j) - change).
   *
   * @param change learning rate times gradient
   */
  public static double mean(double[] values, double[] weights, double change, double p, double mu) {
    double sum = -change;
    for (int j = 0; j < values.length; j++) {
      sum += weights[j] * psi(values[j], p, mu);
    }
    return inverse(sum, p, mu);
  }

  /**
   * The derivative by p of that mean.
   *
   * @param self the term whose w depends on p
   * @param selfTangent its derivative
   */
  public static double derivative(
      double[] values,
      double[] weights,
      double change,
      double p,
      double mu,
      int self,
      double selfTangent) {
    double mean = mean(values, weights, change, p, mu);
    double numerator = -logarithmic(mean, p);
    for (int j = 0; j < values.length; j++) {
      numerator += weights[j] * logarithmic(values[j], p);
    }
    numerator += weights[self] * slope(values[self], p, mu) * selfTangent;
    return numerator / slope(mean, p, mu);
  }

  /** d/dp of spow(w, p). */
  private static double logarithmic(double w, double p) {
    double size = Math.abs(w);
    return w == 0 ? 0 : Math.signum(w) * StrictMath.pow(size, p) * StrictMath.log(size);
  }
}
