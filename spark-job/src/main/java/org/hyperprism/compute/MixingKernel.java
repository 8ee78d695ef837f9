package org.hyperprism.compute;

import org.jspecify.annotations.Nullable;

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

  /**
   * {@link #mirrorStep} together with the derivative of its result by p. The gradient counts as a
   * constant. With S = spow(w, p) - learningRate g and u = sroot(S, p),
   *
   * <pre>
   * tangent &lt;- |w|^(p-1) |u|^(1-p) tangent + (u/p) [spow(w, p) ln|w| / S - ln|u|]
   * </pre>
   *
   * so a tangent that begins as zeros and goes through several steps is du/dp of all of them.
   *
   * <p>The result has the bits of {@link #mirrorStep}. Tangents are finite for finite parameters:
   * where S cancels to 1e-6 of its terms' magnitudes the tangent becomes 0, because the derivative
   * has no bound there. Where the gradient is 0 the tangent stays as it is.
   *
   * @param tangent dw/dp when called, du/dp afterwards
   */
  void mirrorStepWithTangent(
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
      int length);

  /**
   * {@link #powerMean} together with the derivative of its result by p. The gradient and the other
   * members' parameters count as constants. With M the result, S = sum_j a_j spow(w_j, p) -
   * learningRate g and N = sum_j a_j spow(w_j, p) ln|w_j|, which the gradient is no part of,
   *
   * <pre>
   * tangent = (M/p) [N/S - ln|M|] + a_self |w_self|^(p-1) |M|^(1-p) selfTangent
   * </pre>
   *
   * <p>The result has the bits of {@link #powerMean}, for p = 1 too. Tangents are finite for finite
   * parameters: where S cancels to 1e-6 of its terms' magnitudes the tangent is 0, because the
   * derivative has no bound there.
   *
   * @param self index of the receiver among the members
   * @param p exponent, >= 1
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param selfTangent derivative of the receiver's own parameters by p, as {@link
   *     #mirrorStepWithTangent} leaves it; null where they do not depend on p
   * @param selfTangentOffset where that vector (its parameter 0) begins
   * @param resultOffset where the result vector (its parameter 0) begins
   * @param tangent where the derivative goes; may be {@code selfTangent} with the same offset
   * @param tangentOffset where the tangent vector (its parameter 0) begins
   */
  void powerMeanWithTangent(
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
      int tangentOffset);

  /**
   * The sender's rule, Algorithm 1 as printed: every member's parameters are raised to its own
   * exponent and the receiver takes the root with its own, result = sroot(sum_j a_j spow(w_j, p_j)
   * - learningRate g, p_self), for the parameters {@code [from, to)} of each vector.
   *
   * <p>Not a mean unless all exponents are equal; then it is {@link #powerMean} up to the rounding
   * to float32.
   *
   * @param memberExponents p_j >= 1 of each member, in the members' order
   * @param self index of the receiver among the members
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param resultOffset where the result vector (its parameter 0) begins
   */
  void senderPowerMean(
      Neighbourhood neighbourhood,
      double[] memberExponents,
      int self,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      double learningRate,
      float[] result,
      int resultOffset);

  /**
   * {@link #senderPowerMean} together with the derivative of its result by the receiver's exponent
   * p = p_self, which is both the root's and that of the receiver's own term; the other members'
   * exponents and parameters and the gradient count as constants. With M the result and S the sum
   * under the root,
   *
   * <pre>
   * tangent = (M/p) [a_self spow(w_self, p) ln|w_self| / S - ln|M|]
   *         + a_self |w_self|^(p-1) |M|^(1-p) selfTangent
   * </pre>
   *
   * <p>Bits and cancellation as in {@link #powerMeanWithTangent}.
   *
   * @param memberExponents p_j >= 1 of each member, in the members' order
   * @param self index of the receiver among the members
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param selfTangent derivative of the receiver's own parameters by p; null where they do not
   *     depend on it
   * @param selfTangentOffset where that vector (its parameter 0) begins
   * @param resultOffset where the result vector (its parameter 0) begins
   * @param tangent where the derivative goes; may be {@code selfTangent} with the same offset
   * @param tangentOffset where the tangent vector (its parameter 0) begins
   */
  void senderPowerMeanWithTangent(
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
      int tangentOffset);
}
