package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.FastPower;

/**
 * The roots y >= 0 of y^p + m y = s of a chunk, by Newton's method.
 *
 * <p>The left side is convex, so from a start above the root every step stays above it and comes
 * nearer. Both terms alone give such a start, the smaller of s^(1/p) and s / m. The number of steps
 * depends on p alone, and the relative error is below 1e-12, far below a float32's rounding.
 */
final class ElasticRoot {

  private final KernelLoops loops;

  /** The roots. */
  final double[] root = new double[CpuMixingKernel.CHUNK];

  /** y^(p-1) of the roots. */
  final double[] power = new double[CpuMixingKernel.CHUNK];

  private final double[] size = new double[CpuMixingKernel.CHUNK];
  private final double[] square = new double[CpuMixingKernel.CHUNK];

  ElasticRoot(KernelLoops loops) {
    this.loops = loops;
  }

  /** How many steps bring the largest relative error of all s and m below 1e-12. */
  static int steps(double p) {
    int steps = 5;
    for (double reached = 4; reached < p; reached *= 4) {
      steps++;
    }
    return steps;
  }

  /**
   * Fills root and power.
   *
   * @param values s with any sign, which is not looked at
   * @param slopes m >= 0, 0 only where it is beyond float64
   * @param p exponent, >= 1
   */
  void find(double[] values, double[] slopes, int length, double p) {
    for (int k = 0; k < length; k++) {
      size[k] = Math.abs(values[k]);
    }
    if (p == 1) {
      for (int k = 0; k < length; k++) {
        root[k] = size[k] / (1 + slopes[k]);
        power[k] = 1;
      }
      return;
    }
    loops.roots(size, length, p, root);
    for (int k = 0; k < length; k++) {
      root[k] = size[k] == 0 ? 0 : Math.min(root[k], size[k] / slopes[k]);
    }
    int steps = steps(p);
    for (int step = 0; step < steps; step++) {
      powers(root, length, p - 1, power);
      for (int k = 0; k < length; k++) {
        double y = root[k];
        double derivative = p * power[k] + slopes[k];
        double excess = (power[k] + slopes[k]) * y - size[k];
        root[k] = derivative > 0 ? y - excess / derivative : y;
      }
    }
    powers(root, length, p - 1, power);
  }

  /**
   * result = base^exponent, multiplied out where the exponent is a whole number; may be in place.
   *
   * @param base >= 0
   * @param exponent >= 0
   */
  void powers(double[] base, int length, double exponent, double[] result) {
    if (exponent != 0 && !FastPower.isMultiplied(exponent)) {
      loops.powers(base, length, exponent, result);
      return;
    }
    System.arraycopy(base, 0, square, 0, length);
    int remaining = (int) exponent;
    if ((remaining & 1) != 0) {
      System.arraycopy(square, 0, result, 0, length);
    } else {
      Arrays.fill(result, 0, length, 1);
    }
    for (remaining >>= 1; remaining != 0; remaining >>= 1) {
      for (int k = 0; k < length; k++) {
        square[k] *= square[k];
      }
      if ((remaining & 1) != 0) {
        for (int k = 0; k < length; k++) {
          result[k] *= square[k];
        }
      }
    }
  }
}
