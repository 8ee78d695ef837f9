package org.hyperprism.compute;

import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.math.FastPower;
import org.jspecify.annotations.Nullable;

/** Plain Java, one coordinate after the other; runs anywhere and sets the bits. */
final class ScalarMixingKernel implements MixingKernel {

  private static final int CHUNK = PowerSums.CHUNK;

  /** Below this a power c^p no longer carries full float64 precision. */
  private static final double SMALLEST_POWER = 1e-290;

  private final PowerSums sums = new PowerSums();
  private final SenderPowerSums senderSums = new SenderPowerSums();

  @Override
  public void step(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset,
      int length) {
    for (int k = 0; k < length; k++) {
      result[resultOffset + k] =
          (float) (weights[weightsOffset + k] - learningRate * gradient[gradientOffset + k]);
    }
  }

  @Override
  public void mirrorStep(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      double p,
      float[] result,
      int resultOffset,
      int length) {
    if (p == 1) {
      step(
          weights,
          weightsOffset,
          gradient,
          gradientOffset,
          learningRate,
          result,
          resultOffset,
          length);
      return;
    }
    for (int k = 0; k < length; k++) {
      double change = learningRate * gradient[gradientOffset + k];
      result[resultOffset + k] = mirrorStep(weights[weightsOffset + k], change, p);
    }
  }

  private static float mirrorStep(float weight, double change, double p) {
    if (change == 0) {
      return weight;
    }
    double power = FastPower.power(weight, p);
    // Beyond float64 no change that float32 can hold moves the weight.
    return Double.isInfinite(power) ? weight : (float) FastPower.root(power - change, p);
  }

  @Override
  public void mirrorStepWithTangent(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      double p,
      float[] result,
      int resultOffset,
      float[] tangent,
      int tangentOffset,
      int length) {
    for (int k = 0; k < length; k++) {
      float weight = weights[weightsOffset + k];
      double change = learningRate * gradient[gradientOffset + k];
      result[resultOffset + k] = p == 1 ? (float) (weight - change) : mirrorStep(weight, change, p);
      if (change != 0) {
        // The step is the power mean of one member with weight 1.
        tangent[tangentOffset + k] =
            ExponentDerivative.of(
                Math.signum(weight),
                0,
                0,
                weight == 0 ? 0 : 1,
                BinaryLogarithm.of(Math.abs((double) weight)),
                change,
                p,
                1,
                weight,
                tangent[tangentOffset + k]);
      }
    }
  }

  @Override
  public void linearMean(
      Neighbourhood neighbourhood,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset) {
    double[] sum = sums.sum;
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      Arrays.fill(sum, 0, length, 0);
      for (int j = 0; j < neighbourhood.size(); j++) {
        float[] array = neighbourhood.array(j);
        int offset = neighbourhood.offset(j) + start;
        double weight = neighbourhood.weight(j);
        for (int k = 0; k < length; k++) {
          sum[k] += weight * array[offset + k];
        }
      }
      if (learningRate != 0) {
        for (int k = 0; k < length; k++) {
          sum[k] -= learningRate * gradient[gradientOffset + start + k];
        }
      }
      for (int k = 0; k < length; k++) {
        result[resultOffset + start + k] = (float) sum[k];
      }
    }
  }

  @Override
  public void powerMean(
      Neighbourhood neighbourhood,
      int from,
      int to,
      double p,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset) {
    if (p == 1) {
      linearMean(
          neighbourhood, from, to, gradient, gradientOffset, learningRate, result, resultOffset);
      return;
    }
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      sums.fill(neighbourhood, start, length, p);
      roots(start, length, p, gradient, gradientOffset, learningRate, result, resultOffset);
    }
  }

  @Override
  public void powerMeanWithTangent(
      Neighbourhood neighbourhood,
      int self,
      int from,
      int to,
      double p,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float @Nullable [] selfTangent,
      int selfTangentOffset,
      float[] result,
      int resultOffset,
      float[] tangent,
      int tangentOffset) {
    Objects.checkIndex(self, neighbourhood.size());
    float[] own = neighbourhood.array(self);
    int ownOffset = neighbourhood.offset(self);
    double ownWeight = neighbourhood.weight(self);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      sums.fillForDerivative(neighbourhood, start, length, p);
      for (int k = 0; k < length; k++) {
        int parameter = start + k;
        tangent[tangentOffset + parameter] =
            ExponentDerivative.of(
                sums.sum[k],
                sums.logarithmicSum[k],
                0,
                sums.size[k],
                sums.scaleLogarithm[k],
                change(gradient, gradientOffset + parameter, learningRate),
                p,
                ownWeight,
                own[ownOffset + parameter],
                selfTangent == null ? 0 : selfTangent[selfTangentOffset + parameter]);
      }
      if (p != 1) {
        roots(start, length, p, gradient, gradientOffset, learningRate, result, resultOffset);
      }
    }
    if (p == 1) {
      linearMean(
          neighbourhood, from, to, gradient, gradientOffset, learningRate, result, resultOffset);
    }
  }

  @Override
  public void senderPowerMean(
      Neighbourhood neighbourhood,
      double[] memberExponents,
      int self,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset) {
    double p = ownExponent(neighbourhood, memberExponents, self);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      senderSums.fill(neighbourhood, memberExponents, self, start, length);
      senderRoots(start, length, p, gradient, gradientOffset, learningRate, result, resultOffset);
    }
  }

  @Override
  public void senderPowerMeanWithTangent(
      Neighbourhood neighbourhood,
      double[] memberExponents,
      int self,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float @Nullable [] selfTangent,
      int selfTangentOffset,
      float[] result,
      int resultOffset,
      float[] tangent,
      int tangentOffset) {
    double p = ownExponent(neighbourhood, memberExponents, self);
    float[] own = neighbourhood.array(self);
    int ownOffset = neighbourhood.offset(self);
    double ownWeight = neighbourhood.weight(self);
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      senderSums.fill(neighbourhood, memberExponents, self, start, length);
      for (int k = 0; k < length; k++) {
        int parameter = start + k;
        float ownValue = own[ownOffset + parameter];
        double ownTerm = senderSums.own[k];
        double lambda = senderSums.scaleLogarithm[k] / p;
        double ownLogarithm = ownTerm == 0 ? 0 : BinaryLogarithm.of(Math.abs((double) ownValue));
        tangent[tangentOffset + parameter] =
            ExponentDerivative.of(
                ownTerm,
                ownTerm == 0 ? 0 : ownTerm * (ownLogarithm - lambda),
                senderSums.sum[k] - ownTerm,
                senderSums.size[k],
                lambda,
                change(gradient, gradientOffset + parameter, learningRate),
                p,
                ownWeight,
                ownValue,
                selfTangent == null ? 0 : selfTangent[selfTangentOffset + parameter]);
      }
      senderRoots(start, length, p, gradient, gradientOffset, learningRate, result, resultOffset);
    }
  }

  private static double ownExponent(
      Neighbourhood neighbourhood, double[] memberExponents, int self) {
    Objects.checkIndex(self, neighbourhood.size());
    if (memberExponents.length < neighbourhood.size()) {
      throw new IllegalArgumentException(
          "the sender's rule takes one exponent per member; got %d members and %d exponents"
              .formatted(neighbourhood.size(), memberExponents.length));
    }
    return memberExponents[self];
  }

  private void roots(
      int start,
      int length,
      double p,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset) {
    for (int k = 0; k < length; k++) {
      double change = change(gradient, gradientOffset + start + k, learningRate);
      result[resultOffset + start + k] = (float) rootOfSum(sums.sum[k], sums.scale[k], change, p);
    }
  }

  private void senderRoots(
      int start,
      int length,
      double p,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset) {
    for (int k = 0; k < length; k++) {
      double change = change(gradient, gradientOffset + start + k, learningRate);
      double logarithm = senderSums.scaleLogarithm[k];
      result[resultOffset + start + k] =
          (float)
              rootOfSum(
                  senderSums.sum[k],
                  BinaryExponential.of(logarithm / p),
                  change == 0 ? 0 : BinaryExponential.of(logarithm),
                  change,
                  p);
    }
  }

  private static double change(float[] gradient, int index, double learningRate) {
    return learningRate == 0 ? 0 : learningRate * gradient[index];
  }

  private static double rootOfSum(double sum, double scale, double change, double p) {
    return rootOfSum(sum, scale, change == 0 ? 0 : FastPower.power(scale, p), change, p);
  }

  /**
   * sroot(power sum - change, p) without leaving the range of float64.
   *
   * @param power scale^p; not read when {@code change} is 0
   */
  private static double rootOfSum(double sum, double scale, double power, double change, double p) {
    if (change == 0 || power == Double.POSITIVE_INFINITY) {
      return scale * FastPower.root(sum, p);
    }
    if (power < SMALLEST_POWER) {
      return FastPower.root(-change, p);
    }
    return FastPower.root(power * sum - change, p);
  }
}
