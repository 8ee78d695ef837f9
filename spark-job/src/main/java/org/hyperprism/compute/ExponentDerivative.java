package org.hyperprism.compute;

import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;

/**
 * The derivative by p of one coordinate M = sroot(S, p), S = sum_j a_j spow(w_j, p_j) - change.
 *
 * <p>With N the sum over the terms whose exponent is p (all of them, or the receiver's own),
 *
 * <pre>
 * N = sum a_j spow(w_j, p) ln|w_j|
 * dM/dp = (M/p) [N/S - ln|M|] + a_self |w_self|^(p-1) |M|^(1-p) dw_self/dp
 * </pre>
 *
 * <p>Everything is relative to a scale 2^R of the sum, R = p lambda. With S = 2^R s, s = counted +
 * others - change/2^R, and n = N/2^R with log2|w_j| - lambda in place of ln|w_j|,
 *
 * <pre>
 * N/S - ln|M| = ln 2 [(n + lambda counted)/s - lambda - log2|s|/p]
 *             = ln 2 [(n - lambda (others - change/2^R))/s - log2|s|/p]
 * </pre>
 *
 * so lambda cancels but for the terms that N lacks. Where |change| is above 2^R it takes over as
 * the scale, so no power leaves the range of float64.
 */
final class ExponentDerivative {

  /** Below this share of its terms' magnitudes the sum counts as cancelled. */
  private static final double CANCELLATION = 1e-6;

  private static final double LN_2 = 0.6931471805599453;

  private ExponentDerivative() {}

  /**
   * The derivative, rounded to float32 and limited to its range; 0 where S cancels to 1e-6 of its
   * terms' magnitudes, because it has no bound there.
   *
   * @param counted sum of the scaled terms with exponent p
   * @param logarithmic n
   * @param others sum of the other scaled terms
   * @param size sum of the magnitudes of all scaled terms
   * @param lambda R/p, with 2^R the scale; negative infinity where all terms are 0
   * @param change learningRate times gradient
   * @param selfWeight a_self
   * @param selfValue w_self
   * @param selfTangent dw_self/dp
   */
  static float of(
      double counted,
      double logarithmic,
      double others,
      double size,
      double lambda,
      double change,
      double p,
      double selfWeight,
      double selfValue,
      double selfTangent) {
    double newLambda = lambda;
    double factor = 1;
    double scaledChange = 0;
    if (change != 0) {
      double logarithm = BinaryLogarithm.of(Math.abs(change));
      double distance = p * lambda - logarithm;
      if (distance >= 0) {
        scaledChange = BinaryExponential.of(-distance);
      } else {
        newLambda = logarithm / p;
        factor = BinaryExponential.of(distance);
        scaledChange = 1;
      }
      scaledChange = change < 0 ? -scaledChange : scaledChange;
    }
    double s = factor * (counted + others) - scaledChange;
    if (!(Math.abs(s) > CANCELLATION * (factor * size + Math.abs(scaledChange)))) {
      return 0;
    }
    double n = factor == 0 ? 0 : factor * (logarithmic + counted * (lambda - newLambda));
    double rootLogarithm = BinaryLogarithm.of(Math.abs(s)) / p;
    double bracket = (n - newLambda * (factor * others - scaledChange)) / s - rootLogarithm;
    double meanLogarithm = newLambda + rootLogarithm;
    double magnitude = BinaryExponential.of(meanLogarithm);
    double derivative = (s < 0 ? -magnitude : magnitude) * (LN_2 / p) * bracket;
    if (selfWeight != 0 && selfTangent != 0) {
      derivative += selfWeight * ratioPower(selfValue, meanLogarithm, p) * selfTangent;
    }
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, derivative));
  }

  /** |w|^(p-1) |M|^(1-p); 1 for p = 1. */
  private static double ratioPower(double value, double meanLogarithm, double p) {
    if (p == 1) {
      return 1;
    }
    return BinaryExponential.of((p - 1) * (BinaryLogarithm.of(Math.abs(value)) - meanLogarithm));
  }
}
