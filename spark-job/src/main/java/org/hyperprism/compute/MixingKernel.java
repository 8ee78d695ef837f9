package org.hyperprism.compute;

/**
 * Steps and means over ranges of flat float32 parameter vectors.
 *
 * <p>Arithmetic is in float64 and each result is rounded to float32 once; sums run over the members
 * of a {@link Neighbourhood} in their order, so results do not depend on how a range is cut. An
 * exponent of 1 is the linear case, computed without powers by {@link #step} and {@link
 * #linearMean}. A kernel has scratch memory of its own and belongs to one thread.
 */
public interface MixingKernel {

  /** The kernel to use on this machine. */
  static MixingKernel create() {
    return new ScalarMixingKernel();
  }

  /**
   * Gradient step: result = w - learningRate g, for {@code length} parameters. The result may be
   * the weights themselves.
   */
  void step(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset,
      int length);

  /**
   * Mirror step: result = sroot(spow(w, p) - learningRate g, p), for {@code length} parameters
   * (local part of HyperPrism eq. 6). The result may be the weights themselves. A parameter whose
   * gradient is 0 keeps its value exactly.
   *
   * @param p exponent, >= 1
   */
  void mirrorStep(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      double p,
      float[] result,
      int resultOffset,
      int length);

  /**
   * Linear mean with a step behind it: result = sum_j a_j w_j - learningRate g, for the parameters
   * {@code [from, to)} of each vector.
   *
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param resultOffset where the result vector (its parameter 0) begins
   */
  void linearMean(
      Neighbourhood neighbourhood,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset);

  /**
   * Weighted power mean with a step in the mirror space: result = sroot(sum_j a_j spow(w_j, p) -
   * learningRate g, p), for the parameters {@code [from, to)} of each vector (HyperPrism eq. 6; eq.
   * 2 when {@code learningRate} is 0).
   *
   * @param p exponent, >= 1
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param resultOffset where the result vector (its parameter 0) begins
   */
  void powerMean(
      Neighbourhood neighbourhood,
      int from,
      int to,
      double p,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset);
}
