package org.hyperprism.topology.drawing;

import org.apache.commons.rng.UniformRandomProvider;

/** Number of failures before the first success of independent trials. */
public final class Geometric {

  private final double logOfFailure;

  /**
   * @param success probability of success of one trial, in [0, 1]
   */
  public Geometric(double success) {
    logOfFailure = StrictMath.log1p(-success);
  }

  /** Draws a number of failures; {@link Long#MAX_VALUE} where success never comes. */
  public long failures(UniformRandomProvider random) {
    if (logOfFailure == 0) {
      return Long.MAX_VALUE;
    }
    // 1 - u is in (0, 1]: inversion of P(failures >= n) = (1 - success)^n.
    return (long) Math.floor(StrictMath.log(1 - random.nextDouble()) / logOfFailure);
  }
}
