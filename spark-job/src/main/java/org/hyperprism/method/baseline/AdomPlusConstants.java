package org.hyperprism.method.baseline;

/** The step sizes of ADOM+ for given L, mu and chi; named as in the paper. */
record AdomPlusConstants(
    double tau1,
    double tau2,
    double eta,
    double alpha,
    double nu,
    double beta,
    double sigma1,
    double sigma2,
    double theta,
    double gamma,
    double delta) {

  /** zeta, for a W of largest eigenvalue 1. */
  static final double ZETA = 0.5;

  /**
   * @param smoothness L
   * @param convexity mu
   * @param lambda 1/chi, the smallest non-zero eigenvalue of W
   */
  static AdomPlusConstants of(double smoothness, double convexity, double lambda) {
    double tau2 = Math.sqrt(convexity / smoothness);
    double sigma2 = tau2 * lambda / 16;
    double nu = convexity / 2;
    return new AdomPlusConstants(
        1 / (1 / tau2 + 0.5),
        tau2,
        1 / (smoothness * tau2),
        nu,
        nu,
        1 / (2 * smoothness),
        1 / (1 / sigma2 + 0.5),
        sigma2,
        nu / (4 * sigma2),
        nu * lambda * lambda / (14 * sigma2),
        1 / (17 * smoothness));
  }

  /** Determinant of the 2 x 2 system that gives the next x and y. */
  double determinant() {
    return (1 + eta * alpha) * (1 + theta * beta) + eta * theta;
  }
}
