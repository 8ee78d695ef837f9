package org.hyperprism.method;

/**
 * The order of the optimality gap after T rounds with m devices, m (m / T)^(1 / (p + 1)), without
 * its constants (HyperPrism, corollary 5.9). With p = 1 it is that of D-PSGD. A larger p lowers it
 * where T < m alone; at T = m it is m whatever p is.
 */
public final class TheoryBound {

  private TheoryBound() {}

  /**
   * @param devices m, >= 1
   * @param rounds T, >= 1
   * @param exponent p, >= 1
   */
  public static double of(int devices, int rounds, double exponent) {
    return devices * Math.pow((double) devices / rounds, 1 / (exponent + 1));
  }
}
