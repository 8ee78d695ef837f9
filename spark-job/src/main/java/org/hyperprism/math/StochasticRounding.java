package org.hyperprism.math;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Rounding to a grid that is right on average: a number becomes one of the two multiples of the
 * step beside it, the nearer one with the higher probability, so that its expectation is the
 * number.
 */
public final class StochasticRounding {

  private StochasticRounding() {}

  /**
   * floor(number / step + u) step with a uniform u in [0, 1).
   *
   * @param step distance of two grid points, > 0
   */
  public static double of(double number, double step, double u) {
    return Math.floor(number / step + u) * step;
  }

  /**
   * Rounds {@code length} numbers in ascending order, a draw for each.
   *
   * @param result receives them; may be the numbers
   */
  public static void of(
      float[] numbers,
      int offset,
      int length,
      double step,
      UniformRandomProvider random,
      float[] result,
      int resultOffset) {
    for (int k = 0; k < length; k++) {
      result[resultOffset + k] = (float) of(numbers[offset + k], step, random.nextDouble());
    }
  }
}
