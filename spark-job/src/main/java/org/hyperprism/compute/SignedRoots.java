package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.FastPower;
import org.hyperprism.simd.KernelPair;

/**
 * The way back from a chunk's sums of powers: result = sroot(S - learningRate g, p), rounded to
 * float32, where S may be given as scale^p sum and beyond the range of float64.
 */
final class SignedRoots {

  /** Below this a power c^p no longer carries full float64 precision. */
  private static final double SMALLEST_POWER = 1e-290;

  private final KernelPair<KernelLoops> loops;

  /** learningRate times gradient of each coordinate. */
  final double[] change = new double[CpuMixingKernel.LONGEST_CHUNK];

  /** A scale of 1. */
  final double[] ones = new double[CpuMixingKernel.LONGEST_CHUNK];

  private final double[] power = new double[CpuMixingKernel.LONGEST_CHUNK];
  private final double[] argument = new double[CpuMixingKernel.LONGEST_CHUNK];
  private final double[] scale = new double[CpuMixingKernel.LONGEST_CHUNK];
  private final double[] root = new double[CpuMixingKernel.LONGEST_CHUNK];
  private final float[] rounded = new float[CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];

  SignedRoots(KernelPair<KernelLoops> loops) {
    this.loops = loops;
    Arrays.fill(ones, 1);
  }

  /** Fills {@link #change} for the coordinates from {@code start} on. */
  void fillChange(VectorView gradient, double learningRate, int start, int length) {
    if (learningRate == 0) {
      Arrays.fill(change, 0, length, 0);
      return;
    }
    float[] array = gradient.array();
    int offset = gradient.offset() + start;
    for (int k = 0; k < length; k++) {
      change[k] = learningRate * array[offset + k];
    }
  }

  /** result = sroot(values, p). */
  void write(double[] values, double p, int start, int length, VectorView result) {
    loops.serving().roots(values, length, p, root);
    write(root, values, ones, start, length, result);
  }

  /** result = values. */
  void writeLinear(double[] values, int start, int length, VectorView result) {
    write(values, values, ones, start, length, result);
  }

  /** result = sroot(scale^p sum - learningRate g, p), of the sums of a chunk. */
  void write(
      PowerSums sums,
      double p,
      VectorView gradient,
      double learningRate,
      int start,
      int length,
      VectorView result) {
    if (learningRate == 0) {
      loops.serving().roots(sums.sum, length, p, root);
      double[] scales = PowerSums.isUnscaled(p) ? ones : sums.scale;
      write(root, sums.sum, scales, start, length, result);
      return;
    }
    fillChange(gradient, learningRate, start, length);
    if (PowerSums.isUnscaled(p)) {
      for (int k = 0; k < length; k++) {
        argument[k] = sums.sum[k] - change[k];
      }
      write(argument, p, start, length, result);
      return;
    }
    for (int k = 0; k < length; k++) {
      power[k] = sums.scale[k];
    }
    if (FastPower.isMultiplied(p)) {
      for (int k = 0; k < length; k++) {
        power[k] = IntegerPower.of(power[k], (int) p);
      }
    } else {
      loops.serving().powers(power, length, p, power);
    }
    writeScaled(sums.sum, sums.scale, p, start, length, result);
  }

  /** result = sroot(2^R sum - change, p), of the sender's sums of a chunk, R their scale's. */
  void write(SenderPowerSums sums, double p, int start, int length, VectorView result) {
    loops.serving().exponentials(sums.scaleLogarithm, length, 1 / p, scale);
    loops.serving().exponentials(sums.scaleLogarithm, length, 1, power);
    writeScaled(sums.sum, scale, p, start, length, result);
  }

  /**
   * result = sroot(scale^p sum - change, p), without leaving the range of float64; {@link #power}
   * holds scale^p.
   */
  private void writeScaled(
      double[] sum, double[] scales, double p, int start, int length, VectorView result) {
    for (int k = 0; k < length; k++) {
      boolean isRelative = change[k] == 0 || power[k] == Double.POSITIVE_INFINITY;
      scale[k] = isRelative ? scales[k] : 1;
      argument[k] =
          isRelative
              ? sum[k]
              : power[k] < SMALLEST_POWER ? -change[k] : power[k] * sum[k] - change[k];
    }
    loops.serving().roots(argument, length, p, root);
    write(root, argument, scale, start, length, result);
  }

  /** result = sgn(sign) magnitude scale. */
  private void write(
      double[] magnitude,
      double[] sign,
      double[] scales,
      int start,
      int length,
      VectorView result) {
    loops.serving().signedProducts(magnitude, sign, scales, length, rounded);
    System.arraycopy(rounded, 0, result.array(), result.offset() + start, length);
  }
}
