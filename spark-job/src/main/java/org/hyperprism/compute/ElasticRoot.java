package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.FastPower;
import org.hyperprism.simd.KernelPair;

/**
 * The roots y >= 0 of y^p + m y = s of a chunk: in closed form for p = 1, 2 and 3, else by Halley's
 * method.
 *
 * <p>With g = y^(p-1) + m, the derivative d = p y^(p-1) + m and the excess e = g y - s, a step is
 *
 * <pre>y &lt;- y - y e / (d y - e p (p-1) y^(p-1) / (2 d))</pre>
 *
 * <p>Both terms of the left side alone give a start above the root, the smaller of s^(1/p) and s /
 * m, at most twice as large. The number of steps depends on p alone, and the relative error is
 * below 1e-11, far below a float32's rounding.
 */
final class ElasticRoot {

  /** Up to this m the closed forms stay within float64. */
  private static final double LARGEST_CLOSED_SLOPE = 1e100;

  private final KernelPair<KernelLoops> loops;

  /** The roots; the smallest normal number may stand for 0. */
  final double[] root = new double[CpuMixingKernel.CHUNK];

  /** y^(p-1) of the roots; filled by {@link #fillPowers}. */
  final double[] power = new double[CpuMixingKernel.CHUNK];

  private final double[] size = new double[CpuMixingKernel.CHUNK];
  private final double[] square = new double[CpuMixingKernel.CHUNK];

  ElasticRoot(KernelPair<KernelLoops> loops) {
    this.loops = loops;
  }

  /** How many steps bring the largest relative error of all s and m below 1e-11. */
  static int steps(double p) {
    int steps = 3;
    for (double reached = 12; reached < p; reached *= 12) {
      steps++;
    }
    return steps;
  }

  /**
   * Fills the roots.
   *
   * @param values s with any sign, which is not looked at
   * @param slopes m >= 0, 0 only where it is beyond float64; above 0 and the same for all where p
   *     is 2 or 3
   * @param p exponent, >= 1
   */
  void find(double[] values, double[] slopes, int length, double p) {
    for (int k = 0; k < length; k++) {
      size[k] = Math.abs(values[k]);
    }
    boolean isClosed = length > 0 && slopes[0] <= LARGEST_CLOSED_SLOPE;
    if (p == 1) {
      for (int k = 0; k < length; k++) {
        root[k] = size[k] / (1 + slopes[k]);
      }
    } else if (p == 2 && isClosed) {
      ofSquare(slopes, length);
    } else if (p == 3 && isClosed) {
      ofCube(slopes, length);
    } else {
      byHalley(slopes, length, p);
    }
  }

  /** Fills the powers of the roots that were found, and writes a root of 0 as 0. */
  void fillPowers(int length, double p) {
    for (int k = 0; k < length; k++) {
      root[k] = size[k] == 0 ? 0 : root[k];
    }
    powers(root, length, p - 1, power);
  }

  /** y = 2 s / (m + sqrt(m^2 + 4 s)), which subtracts nothing. */
  private void ofSquare(double[] slopes, int length) {
    double[] y = root;
    double[] s = size;
    for (int k = 0; k < length; k++) {
      double m = slopes[k];
      y[k] = 2 * s[k] / (m + Math.sqrt(m * m + 4 * s[k]));
    }
  }

  /**
   * Cardano's y = u - v with u^3 = s/2 + sqrt(s^2/4 + m^3/27) and u v = m/3, written as s / (u^2 +
   * u v + v^2), which subtracts nothing.
   */
  private void ofCube(double[] slopes, int length) {
    double[] u = root;
    double[] s = size;
    for (int k = 0; k < length; k++) {
      double half = 0.5 * s[k];
      double third = slopes[k] * (1.0 / 3);
      double cube = half + Math.sqrt(half * half + third * third * third);
      // Not 0, where m^3 is below float64 and s is 0.
      u[k] = cube + Double.MIN_NORMAL;
    }
    loops.serving().cubeRoots(u, length);
    for (int k = 0; k < length; k++) {
      double third = slopes[k] * (1.0 / 3);
      double v = third / u[k];
      u[k] = s[k] / (u[k] * u[k] + third + v * v);
    }
  }

  private void byHalley(double[] slopes, int length, double p) {
    double[] y = root;
    double[] s = size;
    double[] yToPMinus1 = power;
    loops.serving().roots(s, length, p, y);
    for (int k = 0; k < length; k++) {
      // Not 0, where s is: a step would be 0 / 0.
      double line = s[k] / (slopes[k] + Double.MIN_NORMAL);
      y[k] = Math.max(Double.MIN_NORMAL, Math.min(y[k], line));
    }
    double curvature = 0.5 * p * (p - 1);
    int steps = steps(p);
    for (int step = 0; step < steps; step++) {
      powers(y, length, p - 1, yToPMinus1);
      for (int k = 0; k < length; k++) {
        double m = slopes[k];
        double excess = (yToPMinus1[k] + m) * y[k] - s[k];
        double derivative = p * yToPMinus1[k] + m + Double.MIN_NORMAL;
        double bend = curvature * yToPMinus1[k] / derivative;
        double divisor = derivative * y[k] - excess * bend + Double.MIN_VALUE;
        y[k] -= y[k] * excess / divisor;
      }
    }
  }

  /**
   * result = base^exponent, multiplied out where the exponent is a whole number; may be in place.
   *
   * @param base >= 0
   * @param exponent >= 0
   */
  void powers(double[] base, int length, double exponent, double[] result) {
    if (exponent != 0 && !FastPower.isMultiplied(exponent)) {
      loops.serving().powers(base, length, exponent, result);
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
