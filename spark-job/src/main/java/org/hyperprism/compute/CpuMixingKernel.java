package org.hyperprism.compute;

import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.math.FastPower;
import org.hyperprism.simd.KernelPair;
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

  private final KernelPair<KernelLoops> loops;
  private final PowerSums sums;
  private final ExponentDerivatives derivatives;
  private final SignedRoots roots;
  private final SenderMean senderMean;
  private final double[] power = new double[CHUNK];
  private final double[] argument = new double[CHUNK];
  private final WeightedVectors counted = new WeightedVectors();
  private @Nullable ElasticMixingKernel elastic;

  CpuMixingKernel(KernelLoops loops) {
    this(KernelPair.of(loops));
  }

  CpuMixingKernel(KernelPair<KernelLoops> loops) {
    this.loops = loops;
    this.sums = new PowerSums(loops);
    this.roots = new SignedRoots(loops);
    this.derivatives = new ExponentDerivatives(loops, roots.change);
    this.senderMean = new SenderMean(loops, derivatives, roots);
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
      roots.fillChange(gradient, learningRate, start, length);
      mirrorSteps(weights, p, start, length, result);
    }
  }

  /** One chunk, whose change is filled in. */
  private void mirrorSteps(VectorView weights, double p, int start, int length, VectorView result) {
    double[] change = roots.change;
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
      loops.serving().addIntegerPowers(array, offset, length, roots.ones, (int) p, 1, power);
    } else {
      realPowers(array, offset, length, p);
    }
    for (int k = 0; k < length; k++) {
      // Beyond float64 no change that float32 can hold moves the weight; no change never does.
      boolean stays = change[k] == 0 || Double.isInfinite(power[k]);
      argument[k] = power[k] - change[k];
      power[k] = stays ? array[offset + k] : Double.NaN;
    }
    roots.write(argument, p, start, length, result);
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
    loops.serving().powers(argument, length, p, power);
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
      roots.fillChange(gradient, learningRate, start, length);
      double[] change = roots.change;
      // The step is the power mean of one member with weight 1.
      for (int k = 0; k < length; k++) {
        double weight = weights.get(start + k);
        derivatives.counted[k] = Math.signum(weight);
        derivatives.size[k] = weight == 0 ? 0 : 1;
        derivatives.selfValue[k] = weight;
      }
      Arrays.fill(derivatives.logarithmic, 0, length, 0);
      Arrays.fill(derivatives.others, 0, length, 0);
      loops.serving().logarithms(derivatives.selfValue, length, derivatives.lambda);
      for (int k = 0; k < length; k++) {
        argument[k] = tangent.get(start + k);
      }
      derivatives.compute(length, p, true, 1, tangent, start);
      for (int k = 0; k < length; k++) {
        if (change[k] == 0) {
          tangent.set(start + k, (float) argument[k]);
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
      loops.serving().addLinearSums(neighbourhood, start, length, sums.sum);
      roots.writeLinear(sums.sum, start, length, result);
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
    WeightedVectors members = counted.becomeCounted(neighbourhood);
    for (int start = from; start < to; start += LONGEST_CHUNK) {
      int length = Math.min(LONGEST_CHUNK, to - start);
      sums.fill(members, start, length, p);
      roots.write(sums, p, gradient, learningRate, start, length, result);
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
    WeightedVectors members = counted.becomeCounted(neighbourhood);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      sums.fillWithDerivative(members, start, length, p);
      for (int k = 0; k < length; k++) {
        derivatives.lambda[k] = sums.largest[k];
        boolean empty = sums.largest[k] == 0;
        derivatives.counted[k] = empty ? 0 : sums.relativeSum[k];
        derivatives.logarithmic[k] = empty ? 0 : sums.logarithmicSum[k];
        derivatives.size[k] = empty ? 0 : sums.size[k];
      }
      Arrays.fill(derivatives.others, 0, length, 0);
      loops.serving().logarithms(derivatives.lambda, length, derivatives.lambda);
      derivatives.fillOwn(neighbourhood, self, start, length);
      roots.fillChange(gradient, learningRate, start, length);
      derivatives.compute(length, p, learningRate != 0, neighbourhood.weight(self), tangent, start);
      roots.write(sums, p, gradient, learningRate, start, length, result);
    }
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
    senderMean.compute(
        neighbourhood, memberExponents, self, gradient, learningRate, from, to, result, tangent);
  }
}
