package org.hyperprism.method;

import java.util.Arrays;
import org.hyperprism.math.ElasticDefinition;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.math.SignedPower;

/**
 * One parameter M = sroot(S, p), S = sum_j a_j spow(w_j, p_j) - change, and its derivative by the p
 * of this device, by the textbook formula.
 *
 * @param value M
 * @param derivative dM/dp; 0 where S cancels
 */
record ExponentTangent(double value, double derivative) {

  /** With one map for all terms, which may be elastic. */
  static ExponentTangent of(
      MirrorMap map,
      double[] values,
      double[] weights,
      double change,
      int self,
      double selfTangent) {
    double p = map.p();
    double mu = map.elasticity();
    if (mu == 0) {
      double[] exponents = new double[values.length];
      Arrays.fill(exponents, p);
      return of(values, weights, exponents, change, self, selfTangent, false);
    }
    return new ExponentTangent(
        ElasticDefinition.mean(values, weights, change, p, mu),
        ElasticDefinition.derivative(values, weights, change, p, mu, self, selfTangent));
  }

  /**
   * @param self the term whose w depends on p
   * @param selfTangent its derivative
   * @param onlySelf whether the exponents of the other terms are others' and do not depend on p
   */
  static ExponentTangent of(
      double[] values,
      double[] weights,
      double[] exponents,
      double change,
      int self,
      double selfTangent,
      boolean onlySelf) {
    double p = exponents[self];
    double sum = -change;
    double size = Math.abs(change);
    double logarithmic = 0;
    for (int j = 0; j < values.length; j++) {
      double term = weights[j] * SignedPower.power(values[j], exponents[j]);
      sum += term;
      size += Math.abs(term);
      if (values[j] != 0 && (j == self || !onlySelf)) {
        logarithmic += term * Math.log(Math.abs(values[j]));
      }
    }
    double value = SignedPower.root(sum, p);
    if (Math.abs(sum) <= 1e-6 * size) {
      return new ExponentTangent(value, 0);
    }
    double magnitude = Math.abs(value);
    double chain =
        weights[self] * Math.pow(Math.abs(values[self]), p - 1) * Math.pow(magnitude, 1 - p);
    return new ExponentTangent(
        value, value / p * (logarithmic / sum - Math.log(magnitude)) + chain * selfTangent);
  }
}
