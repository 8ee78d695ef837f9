package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.math.FastPower;

/**
 * Sums of signed powers over a neighbourhood, for a chunk of coordinates, with one exponent for all
 * members: sum = sum_j a_j spow(w_j / c, p) with c = max_j |w_j| of the coordinate.
 *
 * <p>For the derivative by p also N = sum_j a_j spow(w_j / c, p) log2|w_j / c| and the size sum_j
 * a_j |w_j / c|^p. Integer exponents are multiplied out, a whole chunk at a time; others go through
 * the logarithm of each value, which the derivative uses again.
 */
final class PowerSums {

  /** Coordinates worked on together, so that the float64 scratch stays in the first-level cache. */
  static final int CHUNK = 512;

  /** c; 0 where every value is 0. */
  final double[] scale = new double[CHUNK];

  final double[] sum = new double[CHUNK];

  /** N; filled on demand. */
  final double[] logarithmicSum = new double[CHUNK];

  /** The size; filled on demand. */
  final double[] size = new double[CHUNK];

  /** log2 c; filled where logarithms are needed. */
  final double[] scaleLogarithm = new double[CHUNK];

  private final double[] inverseScale = new double[CHUNK];
  private final double[] power = new double[CHUNK];
  private final double[] square = new double[CHUNK];

  /** log2|w_j / c| of the present member, 0 where w_j is 0. */
  private final double[] logarithm = new double[CHUNK];

  /** Fills {@link #scale} and {@link #sum} for the coordinates from {@code start} on. */
  void fill(Neighbourhood neighbourhood, int start, int length, double p) {
    prepare(neighbourhood, start, length);
    boolean multiplied = FastPower.isMultiplied(p);
    if (!multiplied) {
      fillScaleLogarithm(length);
    }
    for (int j = 0; j < neighbourhood.size(); j++) {
      double weight = neighbourhood.weight(j);
      if (weight > 0) {
        float[] array = neighbourhood.array(j);
        int offset = neighbourhood.offset(j) + start;
        if (p == 3) {
          addCubes(array, offset, length, weight);
          continue;
        }
        if (multiplied) {
          multiplyOut(array, offset, length, (int) p);
        } else {
          powersAndLogarithms(array, offset, length, p);
        }
        addPowers(length, weight);
      }
    }
  }

  /** Fills everything; the sums have the same bits as those of {@link #fill}. */
  void fillForDerivative(Neighbourhood neighbourhood, int start, int length, double p) {
    prepare(neighbourhood, start, length);
    fillScaleLogarithm(length);
    Arrays.fill(logarithmicSum, 0, length, 0);
    Arrays.fill(size, 0, length, 0);
    for (int j = 0; j < neighbourhood.size(); j++) {
      double weight = neighbourhood.weight(j);
      if (weight > 0) {
        float[] array = neighbourhood.array(j);
        int offset = neighbourhood.offset(j) + start;
        if (FastPower.isMultiplied(p)) {
          multiplyOut(array, offset, length, (int) p);
          logarithms(array, offset, length);
        } else {
          powersAndLogarithms(array, offset, length, p);
        }
        addPowersAndLogarithms(length, weight);
      }
    }
  }

  private void prepare(Neighbourhood neighbourhood, int start, int length) {
    Arrays.fill(scale, 0, length, 0);
    Arrays.fill(sum, 0, length, 0);
    for (int j = 0; j < neighbourhood.size(); j++) {
      if (neighbourhood.weight(j) > 0) {
        float[] array = neighbourhood.array(j);
        int offset = neighbourhood.offset(j) + start;
        for (int k = 0; k < length; k++) {
          scale[k] = Math.max(scale[k], Math.abs(array[offset + k]));
        }
      }
    }
    for (int k = 0; k < length; k++) {
      inverseScale[k] = scale[k] == 0 ? 0 : 1 / scale[k];
    }
  }

  private void fillScaleLogarithm(int length) {
    for (int k = 0; k < length; k++) {
      scaleLogarithm[k] = BinaryLogarithm.of(scale[k]);
    }
  }

  private void addCubes(float[] array, int offset, int length, double weight) {
    for (int k = 0; k < length; k++) {
      double ratio = array[offset + k] * inverseScale[k];
      sum[k] += weight * (ratio * (ratio * ratio));
    }
  }

  /**
   * Binary powering of the whole chunk. Even exponents begin with x|x|, which keeps the sign that
   * an even power would lose.
   */
  private void multiplyOut(float[] array, int offset, int length, int exponent) {
    for (int k = 0; k < length; k++) {
      power[k] = array[offset + k] * inverseScale[k];
    }
    int remaining = exponent;
    while ((remaining & 1) == 0) {
      for (int k = 0; k < length; k++) {
        power[k] *= Math.abs(power[k]);
      }
      remaining >>= 1;
    }
    remaining >>= 1;
    if (remaining == 0) {
      return;
    }
    for (int k = 0; k < length; k++) {
      square[k] = power[k] * power[k];
    }
    while (true) {
      if ((remaining & 1) != 0) {
        for (int k = 0; k < length; k++) {
          power[k] *= square[k];
        }
      }
      remaining >>= 1;
      if (remaining == 0) {
        return;
      }
      for (int k = 0; k < length; k++) {
        square[k] *= square[k];
      }
    }
  }

  private void powersAndLogarithms(float[] array, int offset, int length, double p) {
    for (int k = 0; k < length; k++) {
      float value = array[offset + k];
      if (value == 0) {
        power[k] = 0;
        logarithm[k] = 0;
      } else {
        double relative = BinaryLogarithm.of(Math.abs((double) value)) - scaleLogarithm[k];
        double magnitude = BinaryExponential.of(p * relative);
        logarithm[k] = relative;
        power[k] = Math.copySign(magnitude, value);
      }
    }
  }

  private void logarithms(float[] array, int offset, int length) {
    for (int k = 0; k < length; k++) {
      float value = array[offset + k];
      logarithm[k] =
          value == 0 ? 0 : BinaryLogarithm.of(Math.abs((double) value)) - scaleLogarithm[k];
    }
  }

  private void addPowers(int length, double weight) {
    for (int k = 0; k < length; k++) {
      sum[k] += weight * power[k];
    }
  }

  private void addPowersAndLogarithms(int length, double weight) {
    for (int k = 0; k < length; k++) {
      double term = weight * power[k];
      sum[k] += term;
      logarithmicSum[k] += term * logarithm[k];
      size[k] += Math.abs(term);
    }
  }
}
