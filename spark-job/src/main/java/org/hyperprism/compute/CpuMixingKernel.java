package org.hyperprism.compute;

import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.math.FastPower;
import org.jspecify.annotations.Nullable;

/**
 * Chunk after chunk on the processor. What takes the time is in {@link KernelLoops}, scalar or
 * SIMD; the bits are the same with both.
 */
final class CpuMixingKernel implements MixingKernel {

  /** Coordinates worked on together, so that the scratch stays in the first-level cache. */
  static final int CHUNK = 1024;

  /** The same for means without a derivative: longer runs of memory are read faster. */
  static final int LONGEST_CHUNK = 4096;

  /** Numbers behind a chunk that vectors may read on into. */
  static final int MARGIN = 16;

  /** Below this a power c^p no longer carries full float64 precision. */
  private static final double SMALLEST_POWER = 1e-290;

  private final KernelLoops loops;
  private final PowerSums sums;
  private final SenderPowerSums senderSums;
  private final ExponentDerivatives derivatives;
  private final double[] ones = new double[LONGEST_CHUNK];
  private final double[] change = new double[LONGEST_CHUNK];
  private final double[] argument = new double[LONGEST_CHUNK];
  private final double[] scale = new double[LONGEST_CHUNK];
  private final double[] root = new double[LONGEST_CHUNK];
  private final float[] rounded = new float[LONGEST_CHUNK + MARGIN];
  private final double[] power = new double[LONGEST_CHUNK];
  private final WeightedVectors counted = new WeightedVectors();
  private @Nullable ElasticMixingKernel elastic;

  CpuMixingKernel(KernelLoops loops) {
    this.loops = loops;
    this.sums = new PowerSums(loops);
    this.senderSums = new SenderPowerSums(loops);
    this.derivatives = new ExponentDerivatives(loops);
    Arrays.fill(ones, 1);
  }

  @Override
  public MixingKernel elastic(double elasticity) {
    if (elasticity == 0) {
      return this;
    }
    if (elastic == null || elastic.elasticity() != elasticity) {
      elastic = new ElasticMixingKernel(this, loops, elasticity);
    }
    return elastic;
  }

  @Override
  public void mirrorStep(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result) {
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      fillChange(gradient, learningRate, start, length);
      mirrorSteps(weights, p, start, length, result);
    }
  }

  /** One chunk, with its {@link #change}. */
  private void mirrorSteps(VectorView weights, double p, int start, int length, VectorView result) {
    if (p == 1) {
      for (int k = 0; k < length; k++) {
        result.set(start + k, (float) (weights.get(start + k) - change[k]));
      }
      return;
    }
    float[] array = weights.array();
    int offset = weights.offset() + start;
    if (FastPower.isMultiplied(p)) {
      Arrays.fill(power, 0, length, 0);
      loops.addIntegerPowers(array, offset, length, ones, (int) p, 1, power);
    } else {
      realPowers(array, offset, length, p);
    }
    for (int k = 0; k < length; k++) {
      // Beyond float64 no change that float32 can hold moves the weight; no change never does.
      boolean stays = change[k] == 0 || Double.isInfinite(power[k]);
      argument[k] = power[k] - change[k];
      power[k] = stays ? array[offset + k] : Double.NaN;
    }
    roots(argument, length, p);
    write(root, argument, ones, start, length, result);
    for (int k = 0; k < length; k++) {
      if (!Double.isNaN(power[k])) {
        result.set(start + k, (float) power[k]);
      }
    }
  }

  /** power = spow(w, p) in float64. */
  private void realPowers(float[] w, int offset, int length, double p) {
    for (int k = 0; k < length; k++) {
      argument[k] = w[offset + k];
    }
    loops.logarithms(argument, length, power);
    loops.exponentials(power, length, p, power);
    for (int k = 0; k < length; k++) {
      power[k] = Math.copySign(power[k], argument[k]);
    }
  }

  @Override
  public void mirrorStepWithTangent(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      fillChange(gradient, learningRate, start, length);
      // The step is the power mean of one member with weight 1.
      for (int k = 0; k < length; k++) {
        double weight = weights.get(start + k);
        derivatives.counted[k] = Math.signum(weight);
        derivatives.size[k] = weight == 0 ? 0 : 1;
        derivatives.selfValue[k] = weight;
        derivatives.change[k] = change[k];
      }
      Arrays.fill(derivatives.logarithmic, 0, length, 0);
      Arrays.fill(derivatives.others, 0, length, 0);
      loops.logarithms(derivatives.selfValue, length, derivatives.lambda);
      for (int k = 0; k < length; k++) {
        root[k] = tangent.get(start + k);
      }
      derivatives.compute(length, p, true, 1, tangent.array(), tangent.offset() + start);
      for (int k = 0; k < length; k++) {
        if (change[k] == 0) {
          tangent.set(start + k, (float) root[k]);
        }
      }
      mirrorSteps(weights, p, start, length, result);
    }
  }

  @Override
  public void linearMean(WeightedVectors neighbourhood, int from, int to, VectorView result) {
    for (int start = from; start < to; start += LONGEST_CHUNK) {
      int length = Math.min(LONGEST_CHUNK, to - start);
      Arrays.fill(sums.sum, 0, length, 0);
      loops.addLinearSums(neighbourhood, start, length, sums.sum);
      write(sums.sum, sums.sum, ones, start, length, result);
    }
  }

  @Override
  public void powerMean(
      WeightedVectors neighbourhood,
      double p,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result) {
    if (p == 1 && learningRate == 0) {
      linearMean(neighbourhood, from, to, result);
      return;
    }
    WeightedVectors members = counted.becomePositive(neighbourhood);
    for (int start = from; start < to; start += LONGEST_CHUNK) {
      int length = Math.min(LONGEST_CHUNK, to - start);
      sums.fill(members, start, length, p);
      rootsOfSums(p, gradient, learningRate, start, length, result);
    }
  }

  @Override
  public void powerMeanWithTangent(
      WeightedVectors neighbourhood,
      double p,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    Objects.checkIndex(self, neighbourhood.size());
    WeightedVectors members = counted.becomePositive(neighbourhood);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      sums.fillWithDerivative(members, start, length, p);
      for (int k = 0; k < length; k++) {
        argument[k] = sums.largest[k];
        boolean empty = sums.largest[k] == 0;
        derivatives.counted[k] = empty ? 0 : sums.relativeSum[k];
        derivatives.logarithmic[k] = empty ? 0 : sums.logarithmicSum[k];
        derivatives.size[k] = empty ? 0 : sums.size[k];
      }
      Arrays.fill(derivatives.others, 0, length, 0);
      loops.logarithms(argument, length, derivatives.lambda);
      derivatives(neighbourhood, p, self, gradient, learningRate, start, length, tangent);
      rootsOfSums(p, gradient, learningRate, start, length, result);
    }
  }

  /** The derivatives of a chunk whose sums are filled in. */
  private void derivatives(
      WeightedVectors neighbourhood,
      double p,
      int self,
      VectorView gradient,
      double learningRate,
      int start,
      int length,
      VectorView tangent) {
    fillChange(gradient, learningRate, start, length);
    System.arraycopy(change, 0, derivatives.change, 0, length);
    float[] own = neighbourhood.array(self);
    int offset = neighbourhood.offset(self) + start;
    for (int k = 0; k < length; k++) {
      derivatives.selfValue[k] = own[offset + k];
    }
    derivatives.compute(
        length,
        p,
        learningRate != 0,
        neighbourhood.weight(self),
        tangent.array(),
        tangent.offset() + start);
  }

  @Override
  public void senderPowerMeanWithTangent(
      WeightedVectors neighbourhood,
      double[] memberExponents,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    Objects.checkIndex(self, neighbourhood.size());
    if (memberExponents.length < neighbourhood.size()) {
      throw new IllegalArgumentException(
          "the sender's rule takes one exponent per member; got %d members and %d exponents"
              .formatted(neighbourhood.size(), memberExponents.length));
    }
    double p = memberExponents[self];
    float[] own = neighbourhood.array(self);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      senderSums.fill(neighbourhood, memberExponents, self, start, length);
      int offset = neighbourhood.offset(self) + start;
      for (int k = 0; k < length; k++) {
        argument[k] = own[offset + k];
      }
      loops.logarithms(argument, length, root);
      for (int k = 0; k < length; k++) {
        double ownTerm = senderSums.own[k];
        double lambda = senderSums.scaleLogarithm[k] / p;
        derivatives.counted[k] = ownTerm;
        derivatives.logarithmic[k] = ownTerm == 0 ? 0 : ownTerm * (root[k] - lambda);
        derivatives.others[k] = senderSums.sum[k] - ownTerm;
        derivatives.size[k] = senderSums.size[k];
        derivatives.lambda[k] = lambda;
      }
      derivatives(neighbourhood, p, self, gradient, learningRate, start, length, tangent);
      senderRoots(p, start, length, result);
    }
  }

  /** The roots of a chunk whose sums and {@link #change} are filled in. */
  private void senderRoots(double p, int start, int length, VectorView result) {
    System.arraycopy(senderSums.sum, 0, sums.sum, 0, length);
    loops.exponentials(senderSums.scaleLogarithm, length, 1 / p, sums.scale);
    loops.exponentials(senderSums.scaleLogarithm, length, 1, power);
    subtractChanges(length);
    roots(argument, length, p);
    write(root, argument, scale, start, length, result);
  }

  private void fillChange(VectorView gradient, double learningRate, int start, int length) {
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

  /** result = sroot(scale^p sum - learningRate g, p), of a chunk whose sums are filled in. */
  private void rootsOfSums(
      double p,
      VectorView gradient,
      double learningRate,
      int start,
      int length,
      VectorView result) {
    if (learningRate == 0) {
      roots(sums.sum, length, p);
      double[] scales = PowerSums.isUnscaled(p) ? ones : sums.scale;
      write(root, sums.sum, scales, start, length, result);
      return;
    }
    fillChange(gradient, learningRate, start, length);
    if (PowerSums.isUnscaled(p)) {
      for (int k = 0; k < length; k++) {
        argument[k] = sums.sum[k] - change[k];
      }
      roots(argument, length, p);
      write(root, argument, ones, start, length, result);
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
      loops.logarithms(power, length, power);
      loops.exponentials(power, length, p, power);
    }
    subtractChanges(length);
    roots(argument, length, p);
    write(root, argument, scale, start, length, result);
  }

  /**
   * Fills argument and scale, so that the result is scale sroot(argument), without leaving the
   * range of float64.
   *
   * @see #power scale^p of the sums
   */
  private void subtractChanges(int length) {
    for (int k = 0; k < length; k++) {
      boolean isRelative = change[k] == 0 || power[k] == Double.POSITIVE_INFINITY;
      scale[k] = isRelative ? sums.scale[k] : 1;
      argument[k] =
          isRelative
              ? sums.sum[k]
              : power[k] < SMALLEST_POWER ? -change[k] : power[k] * sums.sum[k] - change[k];
    }
  }

  /** result = sgn(sign) magnitude scale. */
  private void write(
      double[] magnitude, double[] sign, double[] scale, int start, int length, VectorView result) {
    loops.signedProducts(magnitude, sign, scale, length, rounded);
    System.arraycopy(rounded, 0, result.array(), result.offset() + start, length);
  }

  /** root = |values|^(1/p). */
  private void roots(double[] values, int length, double p) {
    if (p == 1 || p == 2 || p == 3) {
      for (int k = 0; k < length; k++) {
        root[k] = Math.abs(values[k]);
      }
      if (p == 2) {
        loops.squareRoots(root, length);
      } else if (p == 3) {
        loops.cubeRoots(root, length);
      }
      return;
    }
    loops.logarithms(values, length, root);
    loops.exponentials(root, length, 1 / p, root);
  }
}
