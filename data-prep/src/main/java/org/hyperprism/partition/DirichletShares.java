package org.hyperprism.partition;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** Draws of a symmetric Dirichlet distribution that stay proper for any concentration. */
final class DirichletShares {

  /** Below this concentration gamma draws underflow to 0 so often that logarithms are drawn. */
  private static final double SMALLEST_DIRECT_ALPHA = 0.01;

  private DirichletShares() {}

  /**
   * One draw from Dir(alpha 1_m).
   *
   * @param devices m, at least 1
   * @param alpha concentration, above 0
   * @return double[devices], each in [0, 1], with sum 1 up to rounding
   */
  static double[] draw(UniformRandomProvider random, int devices, double alpha) {
    if (devices == 1) {
      return new double[] {1};
    }
    return alpha >= SMALLEST_DIRECT_ALPHA
        ? DirichletSampler.symmetric(random, devices, alpha).sample()
        : normalised(logarithmsOfGamma(random, devices, alpha));
  }

  /**
   * Logarithms of draws from Gamma(alpha, 1), by the identity Gamma(alpha) = Gamma(alpha + 1)
   * U^(1/alpha) with U uniform on (0, 1] (Marsaglia and Tsang, 2000, section 6).
   */
  private static double[] logarithmsOfGamma(
      UniformRandomProvider random, int devices, double alpha) {
    SharedStateContinuousSampler gamma =
        AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha + 1, 1);
    double[] logarithms = new double[devices];
    for (int device = 0; device < devices; device++) {
      double uniform = 1 - random.nextDouble();
      // A concentration near the least double makes the quotient infinite; the maximum must not be.
      double power = Math.max(StrictMath.log(uniform) / alpha, -Double.MAX_VALUE / 2);
      logarithms[device] = StrictMath.log(gamma.sample()) + power;
    }
    return logarithms;
  }

  /** exp(x_i) / sum_j exp(x_j), with the maximum taken out first. */
  private static double[] normalised(double[] logarithms) {
    double maximum = Arrays.stream(logarithms).max().orElseThrow();
    double[] shares = new double[logarithms.length];
    Arrays.setAll(shares, device -> StrictMath.exp(logarithms[device] - maximum));
    double sum = Arrays.stream(shares).sum();
    Arrays.setAll(shares, device -> shares[device] / sum);
    return shares;
  }
}
