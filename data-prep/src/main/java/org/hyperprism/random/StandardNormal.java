package org.hyperprism.random;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws of the normal distribution of mean 0 and variance 1. */
public final class StandardNormal {

  private StandardNormal() {}

  /** The first half of a Box-Muller pair, in StrictMath: all machines draw the same bits. */
  public static double draw(UniformRandomProvider random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }
}
