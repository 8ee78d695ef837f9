package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.SignedPower;

/** Plain Java, one coordinate after the other; runs anywhere and sets the bits. */
final class ScalarMixingKernel implements MixingKernel {

  /** Coordinates worked on together, so that the float64 scratch stays in the first-level cache. */
  private static final int CHUNK = 512;

  /** Below this a power c^p no longer carries full float64 precision. */
  private static final double SMALLEST_POWER = 1e-290;

  private final double[] sum = new double[CHUNK];
  private final double[] scale = new double[CHUNK];
  private final double[] inverseScale = new double[CHUNK];

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
      float weight = weights[weightsOffset + k];
      double change = learningRate * gradient[gradientOffset + k];
      result[resultOffset + k] =
          change == 0 ? weight : (float) SignedPower.root(SignedPower.power(weight, p) - change, p);
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
      sumOfScaledPowers(neighbourhood, start, length, p);
      for (int k = 0; k < length; k++) {
        double change = learningRate == 0 ? 0 : learningRate * gradient[gradientOffset + start + k];
        result[resultOffset + start + k] = (float) rootOfSum(sum[k], scale[k], change, p);
      }
    }
  }

  /** Fills scale = max_j |w_j| and sum = sum_j a_j spow(w_j / scale, p) for a chunk. */
  private void sumOfScaledPowers(Neighbourhood neighbourhood, int start, int length, double p) {
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
    for (int j = 0; j < neighbourhood.size(); j++) {
      double weight = neighbourhood.weight(j);
      if (weight > 0) {
        float[] array = neighbourhood.array(j);
        int offset = neighbourhood.offset(j) + start;
        if (p == 3) {
          for (int k = 0; k < length; k++) {
            double ratio = array[offset + k] * inverseScale[k];
            sum[k] += weight * (ratio * (ratio * ratio));
          }
        } else {
          for (int k = 0; k < length; k++) {
            sum[k] += weight * SignedPower.power(array[offset + k] * inverseScale[k], p);
          }
        }
      }
    }
  }

  /** sroot(scale^p sum - change, p) without leaving the range of float64. */
  private static double rootOfSum(double sum, double scale, double change, double p) {
    if (change == 0) {
      return scale * SignedPower.root(sum, p);
    }
    double power = SignedPower.power(scale, p);
    if (power < SMALLEST_POWER) {
      return SignedPower.root(-change, p);
    }
    if (power == Double.POSITIVE_INFINITY) {
      return scale * SignedPower.root(sum, p);
    }
    return SignedPower.root(power * sum - change, p);
  }
}
