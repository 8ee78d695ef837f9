package org.hyperprism.compute;

import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.simd.KernelPair;
import org.jspecify.annotations.Nullable;

/**
 * Steps and means of the elastic mirror map, psi(w) = spow(w, p) + mu w, mu > 0: wherever {@link
 * MixingKernel} says spow it is psi here, and sroot is psi^-1.
 *
 * <p>A chunk's sums are brought to the scale c = max(1, max_j |w_j|) of each coordinate, or 1 for
 * exponents whose powers float64 holds, so that no power leaves its range; {@link ElasticRoot}
 * finds the result. With M the result and N = sum_j a_j spow(w_j, p) ln|w_j|, the derivative by p
 * has no singularity, for psi' >= mu:
 *
 * <pre>
 * dM/dp = [N - spow(M, p) ln|M| + a_self psi'(w_self) dw_self/dp] / psi'(M)
 * </pre>
 */
final class ElasticMixingKernel implements MixingKernel {

  private static final int CHUNK = CpuMixingKernel.CHUNK;

  private static final double LN_2 = 0.6931471805599453;

  private final MixingKernel plain;
  private final double elasticity;
  private final KernelPair<KernelLoops> loops;
  private final PowerSums sums;
  private final ElasticRoot root;
  private final WeightedVectors counted = new WeightedVectors();
  private final WeightedVectors alone = new WeightedVectors();

  /** c of each coordinate. */
  private final double[] scale = new double[CHUNK];

  /** The factor from the sums of powers, as {@link PowerSums} has them, to units of c^p. */
  private final double[] fromSums = new double[CHUNK];

  /** The factor from units of 1 to units of c^p. */
  private final double[] fromOne = new double[CHUNK];

  /** mu in units of c^(p-1). */
  private final double[] slope = new double[CHUNK];

  private final double[] linear = new double[CHUNK];
  private final double[] value = new double[CHUNK];
  private final double[] scratch = new double[CHUNK];
  private final double[] ownSlope = new double[CHUNK];
  private final double[] numerator = new double[CHUNK];
  private final boolean[] stays = new boolean[CHUNK];
  private final float[] rounded = new float[CHUNK + CpuMixingKernel.MARGIN];

  /**
   * @param plain the kernel of an elasticity of 0
   * @param elasticity mu, above 0
   */
  ElasticMixingKernel(MixingKernel plain, KernelPair<KernelLoops> loops, double elasticity) {
    this.plain = plain;
    this.loops = loops;
    this.elasticity = elasticity;
    sums = new PowerSums(loops);
    root = new ElasticRoot(loops);
  }

  /** mu. */
  double elasticity() {
    return elasticity;
  }

  @Override
  public MixingKernel elastic(double another) {
    return plain.elastic(another);
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
    step(weights, gradient, learningRate, p, from, to, result, null);
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
    step(weights, gradient, learningRate, p, from, to, result, tangent);
  }

  /** The step is the mean of one member; a parameter whose gradient is 0 stays as it is. */
  private void step(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result,
      @Nullable VectorView tangent) {
    alone.clear();
    alone.add(weights.array(), weights.offset(), 1);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      mean(alone, p, gradient, learningRate, start, length, tangent != null);
      for (int k = 0; k < length; k++) {
        stays[k] = learningRate == 0 || gradient.get(start + k) == 0;
      }
      if (tangent != null) {
        derivatives(alone, 0, p, start, length);
        for (int k = 0; k < length; k++) {
          if (!stays[k]) {
            tangent.set(start + k, derivative(k, tangent.get(start + k)));
          }
        }
      }
      for (int k = 0; k < length; k++) {
        if (stays[k]) {
          rounded[k] = weights.get(start + k);
        }
      }
      write(start, length, result);
    }
  }

  @Override
  public void linearMean(WeightedVectors neighbourhood, int from, int to, VectorView result) {
    plain.linearMean(neighbourhood, from, to, result);
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
    WeightedVectors members = counted.becomeCounted(neighbourhood);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      mean(members, p, gradient, learningRate, start, length, false);
      write(start, length, result);
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
      mean(members, p, gradient, learningRate, start, length, true);
      derivatives(neighbourhood, self, p, start, length);
      for (int k = 0; k < length; k++) {
        tangent.set(start + k, derivative(k, tangent.get(start + k)));
      }
      write(start, length, result);
    }
  }

  /** Not defined: members with maps of their own have no mean in one of them. */
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
    throw new UnsupportedOperationException(
        "the sender's rule is Algorithm 1 by the letter, with an elasticity of 0; got "
            + elasticity);
  }

  /**
   * Fills {@link #rounded} with psi^-1(sum_j a_j psi(w_j) - learningRate g) of a chunk, and leaves
   * scales, {@link #value} and the root for {@link #derivatives}.
   */
  private void mean(
      WeightedVectors members,
      double p,
      VectorView gradient,
      double learningRate,
      int start,
      int length,
      boolean withDerivative) {
    if (withDerivative) {
      sums.fillWithDerivative(members, start, length, p);
    } else {
      sums.fill(members, start, length, p);
    }
    if (p == 1) {
      System.arraycopy(sums.sum, 0, linear, 0, length);
    } else {
      Arrays.fill(linear, 0, length, 0);
      loops.serving().addLinearSums(members, start, length, linear);
    }
    for (int k = 0; k < length; k++) {
      linear[k] *= elasticity;
    }
    if (learningRate != 0) {
      float[] g = gradient.array();
      int offset = gradient.offset() + start;
      for (int k = 0; k < length; k++) {
        linear[k] -= learningRate * g[offset + k];
      }
    }
    scales(p, length);
    for (int k = 0; k < length; k++) {
      value[k] = fromSums[k] * sums.sum[k] + fromOne[k] * linear[k];
    }
    root.find(value, slope, length, p);
    loops.serving().signedProducts(root.root, value, scale, length, rounded);
  }

  /** Fills the scale c of each coordinate and the factors that bring numbers to it. */
  private void scales(double p, int length) {
    if (PowerSums.isUnscaled(p)) {
      Arrays.fill(scale, 0, length, 1);
      Arrays.fill(fromSums, 0, length, 1);
      Arrays.fill(fromOne, 0, length, 1);
      Arrays.fill(slope, 0, length, elasticity);
      return;
    }
    for (int k = 0; k < length; k++) {
      double largest = sums.largest[k];
      scale[k] = Math.max(1, largest);
      scratch[k] = Math.min(1, largest);
    }
    loops.serving().powers(scratch, length, p, fromSums);
    loops.serving().powers(scale, length, -p, fromOne);
    for (int k = 0; k < length; k++) {
      slope[k] = elasticity * fromOne[k] * scale[k];
    }
  }

  /**
   * Fills the numerator and denominator of the derivative of a chunk whose {@link #mean} was
   * computed with one, all in units of c^p and c^(p-1).
   */
  private void derivatives(WeightedVectors members, int self, double p, int start, int length) {
    // N = largest^p ln 2 (sum of t_j l_j + log2(largest) sum of t_j), l_j relative to the largest.
    for (int k = 0; k < length; k++) {
      scratch[k] = sums.largest[k];
    }
    loops.serving().logarithms(scratch, length, numerator);
    loops.serving().logarithms(scale, length, scratch);
    for (int k = 0; k < length; k++) {
      scratch[k] = numerator[k] - scratch[k];
    }
    loops.serving().exponentials(scratch, length, p, scratch);
    for (int k = 0; k < length; k++) {
      numerator[k] =
          scratch[k] == 0
              ? 0
              : scratch[k] * (sums.logarithmicSum[k] + numerator[k] * sums.relativeSum[k]);
    }
    root.fillPowers(length, p);
    // spow(M) ln|M|, M = c root.
    loops.serving().logarithms(root.root, length, scratch);
    loops.serving().logarithms(scale, length, linear);
    for (int k = 0; k < length; k++) {
      double power = root.power[k] * root.root[k];
      double term = power == 0 ? 0 : power * (scratch[k] + linear[k]);
      numerator[k] = LN_2 * (numerator[k] - Math.signum(value[k]) * term) * scale[k];
    }
    // psi'(w_self).
    float[] own = members.array(self);
    int offset = members.offset(self) + start;
    for (int k = 0; k < length; k++) {
      ownSlope[k] = Math.abs(own[offset + k]) / scale[k];
    }
    root.powers(ownSlope, length, p - 1, ownSlope);
    double weight = members.weight(self);
    for (int k = 0; k < length; k++) {
      ownSlope[k] = weight * (p * ownSlope[k] + slope[k]);
    }
    // psi'(M).
    for (int k = 0; k < length; k++) {
      scratch[k] = p * root.power[k] + slope[k];
    }
  }

  /** The derivative of a coordinate, in float32's range, from that of the own parameter. */
  private float derivative(int k, float ownTangent) {
    double derivative = (numerator[k] + ownSlope[k] * ownTangent) / scratch[k];
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, derivative));
  }

  private void write(int start, int length, VectorView result) {
    System.arraycopy(rounded, 0, result.array(), result.offset() + start, length);
  }
}
