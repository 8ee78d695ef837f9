package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.math.FastPower;

/**
 * Sums of signed powers over a neighbourhood, for a chunk of coordinates, with one exponent for all
 * members: sum = sum_j a_j spow(w_j / c, p) with a scale c of the coordinate.
 *
 * <p>The scale is max_j |w_j|, or 1 for the exponents 2 and 3, whose powers float64 holds for all
 * of float32. Integer exponents up to 64 are multiplied out in float64; others go through {@link
 * RelativeLogarithm} in float32. For the derivative by p also N = sum_j a_j spow(w_j / c, p)
 * log2|w_j / c| and the size sum_j a_j |w_j / c|^p, with c = max_j |w_j| for every exponent, all in
 * {@link RelativePower}'s float64.
 */
final class PowerSums {

  private final KernelLoops loops;

  /** c; 0 where every value is 0. */
  final double[] scale = new double[CpuMixingKernel.LONGEST_CHUNK];

  final double[] sum = new double[CpuMixingKernel.LONGEST_CHUNK];

  /** N; filled on demand. */
  final double[] logarithmicSum = new double[CpuMixingKernel.CHUNK];

  /** The size; filled on demand. */
  final double[] size = new double[CpuMixingKernel.CHUNK];

  private final float[] largest = new float[CpuMixingKernel.CHUNK];
  private final float[] inverse = new float[CpuMixingKernel.CHUNK];
  private final float[] logarithm = new float[CpuMixingKernel.CHUNK];
  private final double[] exactLogarithm = new double[CpuMixingKernel.CHUNK];
  private final double[] exactInverse = new double[CpuMixingKernel.CHUNK];
  private final double[] power = new double[CpuMixingKernel.CHUNK];
  private final double[] square = new double[CpuMixingKernel.CHUNK];

  PowerSums(KernelLoops loops) {
    this.loops = loops;
  }

  /** Coordinates worked on together, so that the scratch stays in the first-level cache. */
  static int chunk(double p) {
    return p == 2 || p == 3 ? CpuMixingKernel.LONGEST_CHUNK : CpuMixingKernel.CHUNK;
  }

  /** Fills {@link #scale} and {@link #sum} for the coordinates from {@code start} on. */
  void fill(Neighbourhood members, int start, int length, double p) {
    if (p == 2 || p == 3) {
      Arrays.fill(scale, 0, length, 1);
      if (p == 2) {
        loops.squareSums(members, start, length, sum);
      } else {
        loops.cubeSums(members, start, length, sum);
      }
      return;
    }
    findScale(members, start, length);
    Arrays.fill(sum, 0, length, 0);
    if (FastPower.isMultiplied(p)) {
      loops.inverses(largest, length, exactInverse);
      for (int j = 0; j < members.size(); j++) {
        if (members.weight(j) > 0) {
          int offset = members.offset(j) + start;
          loops.integerPowers(
              members.array(j), offset, length, exactInverse, (int) p, power, square);
          loops.addTerms(power, length, members.weight(j), sum);
        }
      }
      return;
    }
    if (isUneven(members)) {
      replace(members, start, length, p, true);
      return;
    }
    float exponent = realExponent(p);
    boolean inside = loops.inverses(largest, length, inverse);
    for (int j = 0; j < members.size(); j++) {
      double weight = members.weight(j);
      if (weight > 0) {
        float[] w = members.array(j);
        int offset = members.offset(j) + start;
        loops.relativeLogarithms(w, offset, length, largest, inverse, logarithm);
        loops.addRealPowers(w, offset, length, logarithm, exponent, weight, sum);
      }
    }
    if (!inside) {
      replace(members, start, length, p, false);
    }
  }

  /** Fills everything; the sum has no bits in common with {@link #fill}'s. */
  void fillForDerivative(Neighbourhood members, int start, int length, double p) {
    findScale(members, start, length);
    loops.inverses(largest, length, exactInverse);
    Arrays.fill(sum, 0, length, 0);
    Arrays.fill(logarithmicSum, 0, length, 0);
    Arrays.fill(size, 0, length, 0);
    for (int j = 0; j < members.size(); j++) {
      double weight = members.weight(j);
      if (weight > 0) {
        float[] w = members.array(j);
        int offset = members.offset(j) + start;
        loops.relativeLogarithms(w, offset, length, scale, exactInverse, exactLogarithm);
        if (FastPower.isMultiplied(p)) {
          loops.integerPowers(w, offset, length, exactInverse, (int) p, power, square);
        } else {
          loops.relativePowers(exactLogarithm, length, p, power);
        }
        loops.addDerivativeTerms(
            w, offset, length, power, exactLogarithm, weight, sum, logarithmicSum, size);
      }
    }
  }

  private static float realExponent(double p) {
    return (float) Math.min(p, RelativeLogarithm.LARGEST_EXPONENT);
  }

  private void findScale(Neighbourhood members, int start, int length) {
    loops.largestMagnitudes(members, start, length, largest);
    for (int k = 0; k < length; k++) {
      scale[k] = largest[k];
    }
  }

  /** Whether float32 logarithms do not suffice. */
  private static boolean isUneven(Neighbourhood members) {
    double total = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < members.size(); j++) {
      if (members.weight(j) > 0) {
        total += members.weight(j);
        smallest = Math.min(smallest, members.weight(j));
      }
    }
    return total > RelativeLogarithm.LARGEST_WEIGHT_RATIO * smallest;
  }

  /**
   * Coordinates one by one in float64.
   *
   * @param all every one, else only the tiny, the huge and those that are not finite
   */
  private void replace(Neighbourhood members, int start, int length, double p, boolean all) {
    for (int k = 0; k < length; k++) {
      if (!all && RelativeLogarithm.isInside(largest[k])) {
        continue;
      }
      sum[k] = 0;
      double scaleLogarithm = BinaryLogarithm.of(scale[k]);
      for (int j = 0; j < members.size(); j++) {
        double value = members.array(j)[members.offset(j) + start + k];
        if (members.weight(j) > 0 && value != 0) {
          double relative = BinaryLogarithm.of(Math.abs(value)) - scaleLogarithm;
          sum[k] += members.weight(j) * Math.copySign(BinaryExponential.of(p * relative), value);
        }
      }
    }
  }
}
