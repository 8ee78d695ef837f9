package org.hyperprism.topology.schedule;

import org.apache.commons.rng.UniformRandomProvider;

/** Number of failures before the first success of independent trials. */
final class Geometric {

  private final double logOfFailure;

  /**
   * @param success probability of success of one trial, in [0, 1]
   */
  Geometric(double success) {
    logOfFailure = StrictMath.log1p(-success);
  }

  /** A number of failures; {@link Long#MAX_VALUE} where success never comes. */
  long failures(UniformRandomProvider random) {
    if (logOfFailure == 0) {
      return Long.MAX_VALUE;
    }
    // 1 - u is in (0, 1]: inversion of P(failures >= n) = (1 - success)^n.
    return (long) Math.floor(StrictMath.log(1 - random.nextDouble()) / logOfFailure);
  }
}
