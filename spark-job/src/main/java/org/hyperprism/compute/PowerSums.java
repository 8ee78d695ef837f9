package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.math.FastPower;
import org.hyperprism.simd.KernelPair;

/**
 * Sums of signed powers over a neighbourhood, for a chunk of coordinates, with one exponent for all
 * members: sum = sum_j a_j spow(w_j / c, p) with a scale c of the coordinate. No weight a_j is 0.
 *
 * <p>The scale is max_j |w_j|, or 1 for exponents whose powers float64 holds for all of float32.
 * Integer exponents up to 64 are multiplied out in float64; others go through {@link
 * RelativeLogarithm} in float32.
 *
 * <p>For the derivative by p, with c = max_j |w_j| for every exponent: the same sum, N = sum_j a_j
 * spow(w_j / c, p) log2|w_j / c| and the size sum_j |a_j| |w_j / c|^p. They are in {@link
 * RelativePower}'s float64, of float32 logarithms.
 */
final class PowerSums {

  /** Members whose logarithms and real powers are kept until they are summed. */
  private static final int GROUP = 8;

  private final KernelPair<KernelLoops> loops;

  /** c; 0 where every value is 0. Not filled where {@link #isUnscaled}. */
  final double[] scale = new double[CpuMixingKernel.LONGEST_CHUNK];

  final double[] sum = new double[CpuMixingKernel.LONGEST_CHUNK];

  /** max_j |w_j|; filled on demand, as are the following. */
  final float[] largest = new float[CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];

  /** The sum for the derivative, relative to max_j |w_j|. */
  final double[] relativeSum = new double[CpuMixingKernel.LONGEST_CHUNK];

  /** N. */
  final double[] logarithmicSum = new double[CpuMixingKernel.LONGEST_CHUNK];

  /** The size. */
  final double[] size = new double[CpuMixingKernel.LONGEST_CHUNK];

  private final float[] inverse = new float[CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];
  private final double[] exactInverse = new double[CpuMixingKernel.LONGEST_CHUNK];
  private final float[][] logarithms =
      new float[GROUP][CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];
  private final float[][] powers =
      new float[GROUP][CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];
  private final WeightedVectors group = new WeightedVectors();

  PowerSums(KernelPair<KernelLoops> loops) {
    this.loops = loops;
  }

  /** Whether the scale is 1. */
  static boolean isUnscaled(double p) {
    return p == 1 || KernelLoops.isSmallPower(p);
  }

  /** Fills {@link #scale} and {@link #sum} for the coordinates from {@code start} on. */
  void fill(WeightedVectors members, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    if (isUnscaled(p)) {
      fillUnscaled(members, start, length, p);
    } else {
      serving.largestMagnitudes(members, start, length, largest);
      if (FastPower.isMultiplied(p)) {
        fillMultiplied(members, start, length, p);
      } else {
        fillReal(members, start, length, p, false);
      }
    }
  }

  /** Fills everything. */
  void fillWithDerivative(WeightedVectors members, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    serving.largestMagnitudes(members, start, length, largest);
    if (isUnscaled(p)) {
      fillUnscaled(members, start, length, p);
      fillDerivative(members, start, length, p);
    } else if (FastPower.isMultiplied(p)) {
      fillMultiplied(members, start, length, p);
      fillDerivative(members, start, length, p);
    } else {
      fillReal(members, start, length, p, true);
    }
  }

  private void fillUnscaled(WeightedVectors members, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    Arrays.fill(sum, 0, length, 0);
    if (p == 1) {
      serving.addLinearSums(members, start, length, sum);
    } else {
      serving.addSmallPowerSums(members, start, length, (int) p, sum);
    }
  }

  private void fillMultiplied(WeightedVectors members, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    serving.inverses(largest, length, scale, exactInverse);
    Arrays.fill(sum, 0, length, 0);
    for (int j = 0; j < members.size(); j++) {
      int offset = members.offset(j) + start;
      serving.addIntegerPowers(
          members.array(j), offset, length, exactInverse, (int) p, members.weight(j), sum);
    }
  }

  private void fillReal(
      WeightedVectors members, int start, int length, double p, boolean withDerivative) {
    KernelLoops serving = loops.serving();
    for (int k = 0; k < length; k++) {
      scale[k] = largest[k];
    }
    if (withDerivative) {
      clearDerivative(length);
    }
    Arrays.fill(sum, 0, length, 0);
    boolean uneven = isUneven(members);
    boolean inside = serving.inverses(largest, length, inverse);
    if (!uneven) {
      float exponent = (float) Math.min(p, RelativeLogarithm.LARGEST_EXPONENT);
      for (int first = 0; first < members.size(); first += GROUP) {
        int last = Math.min(first + GROUP, members.size());
        group.clear();
        for (int j = first; j < last; j++) {
          float[] w = members.array(j);
          int offset = members.offset(j) + start;
          float[] logarithm = logarithms[withDerivative ? j - first : 0];
          float[] power = powers[j - first];
          serving.relativeLogarithms(w, offset, length, largest, inverse, logarithm);
          serving.realPowers(w, offset, length, logarithm, exponent, power);
          group.add(power, 0, members.weight(j));
        }
        serving.addLinearSums(group, 0, length, sum);
        if (withDerivative) {
          addDerivativeTerms(members, first, last, start, length, p);
        }
      }
    }
    for (int k = 0; k < length && (uneven || !inside); k++) {
      if (uneven || !RelativeLogarithm.isInside(largest[k])) {
        replace(members, start, k, p);
        sum[k] = relativeSum[k];
      }
    }
  }

  private void clearDerivative(int length) {
    Arrays.fill(relativeSum, 0, length, 0);
    Arrays.fill(logarithmicSum, 0, length, 0);
    Arrays.fill(size, 0, length, 0);
  }

  private void fillDerivative(WeightedVectors members, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    clearDerivative(length);
    boolean uneven = isUneven(members);
    boolean inside = serving.inverses(largest, length, inverse);
    for (int first = 0; first < members.size() && !uneven; first += GROUP) {
      int last = Math.min(first + GROUP, members.size());
      fillLogarithms(members, first, last, start, length);
      addDerivativeTerms(members, first, last, start, length, p);
    }
    for (int k = 0; k < length && (uneven || !inside); k++) {
      if (uneven || !RelativeLogarithm.isInside(largest[k])) {
        replace(members, start, k, p);
      }
    }
  }

  private void fillLogarithms(WeightedVectors members, int first, int last, int start, int length) {
    KernelLoops serving = loops.serving();
    for (int j = first; j < last; j++) {
      int offset = members.offset(j) + start;
      serving.relativeLogarithms(
          members.array(j), offset, length, largest, inverse, logarithms[j - first]);
    }
  }

  private void addDerivativeTerms(
      WeightedVectors members, int first, int last, int start, int length, double p) {
    KernelLoops serving = loops.serving();
    serving.addDerivativeTerms(
        members, first, last, start, length, logarithms, p, relativeSum, logarithmicSum, size);
  }

  /** Whether mixing weights are so different that float32 logarithms do not suffice. */
  private static boolean isUneven(WeightedVectors members) {
    double total = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < members.size(); j++) {
      double weight = Math.abs(members.weight(j));
      total += weight;
      smallest = Math.min(smallest, weight);
    }
    return total > RelativeLogarithm.LARGEST_WEIGHT_RATIO * smallest;
  }

  /** One coordinate, in float64 throughout: a tiny, a huge or one that is not finite. */
  private void replace(WeightedVectors members, int start, int k, double p) {
    relativeSum[k] = 0;
    logarithmicSum[k] = 0;
    size[k] = 0;
    double scaleLogarithm = BinaryLogarithm.of(largest[k]);
    for (int j = 0; j < members.size(); j++) {
      double value = members.array(j)[members.offset(j) + start + k];
      if (value != 0) {
        double relative = BinaryLogarithm.of(Math.abs(value)) - scaleLogarithm;
        double weight = members.weight(j);
        double magnitude = Math.abs(weight) * BinaryExponential.of(p * relative);
        double term = Math.copySign(magnitude, weight < 0 ? -value : value);
        relativeSum[k] += term;
        logarithmicSum[k] += term * relative;
        size[k] += magnitude;
      }
    }
  }
}
