package org.hyperprism.compute;

import java.util.List;

/**
 * Steps and means over the parameters {@code [from, to)} of flat float32 vectors.
 *
 * <p>Each result is rounded to float32 once; sums are in float64 and run over the members of a
 * {@link WeightedVectors} in their order, so results do not depend on how a range is cut. An
 * exponent of 1 is the linear case, computed without powers. A result may be one of the vectors
 * read. A kernel has scratch memory of its own and belongs to one thread.
 */
public interface MixingKernel extends AutoCloseable {

  /** The kernel of this machine's processor: SIMD where the Vector API is, else plain Java. */
  static MixingKernel create() {
    return new CpuMixingKernel(ProcessorLoops.CHOSEN);
  }

  /**
   * Says which arrays the members of the coming power means lie in. They do not change until the
   * next call or {@link #close}, so that a device with memory of its own takes them over once.
   */
  default void keep(List<float[]> arrays) {}

  /**
   * The kernel of the elastic mirror map psi(w) = spow(w, p) + mu w ({@link
   * org.hyperprism.math.MirrorMap}): with psi in the place of spow, and psi^-1 in that of sroot, in
   * each operation below, but for the sender's rule, which has none. It is valid until the next
   * call.
   *
   * @param elasticity mu >= 0; 0 gives this kernel
   */
  MixingKernel elastic(double elasticity);

  /** Frees what a device holds for this kernel. */
  @Override
  default void close() {}

  /**
   * Mirror step: result = sroot(spow(w, p) - learningRate g, p) (local part of HyperPrism eq. 6). A
   * parameter whose gradient is 0 keeps its value exactly.
   *
   * @param p exponent, >= 1
   */
  void mirrorStep(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result);

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
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result,
      VectorView tangent);

  /** Linear mean, or any sum: result = sum_j a_j w_j. */
  void linearMean(WeightedVectors neighbourhood, int from, int to, VectorView result);

  /**
   * Weighted power mean with a step in the mirror space: result = sroot(sum_j a_j spow(w_j, p) -
   * learningRate g, p) (HyperPrism eq. 6; eq. 2 when {@code learningRate} is 0).
   *
   * @param p exponent, >= 1
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   */
  void powerMean(
      WeightedVectors neighbourhood,
      double p,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result);

  /**
   * {@link #powerMean} together with the derivative of its result by p. The gradient and the other
   * members' parameters count as constants. With M the result, S = sum_j a_j spow(w_j, p) -
   * learningRate g and N = sum_j a_j spow(w_j, p) ln|w_j|, which the gradient is no part of,
   *
   * <pre>
   * tangent &lt;- (M/p) [N/S - ln|M|] + a_self |w_self|^(p-1) |M|^(1-p) tangent
   * </pre>
   *
   * <p>The result has the bits of {@link #powerMean}, for p = 1 too. Tangents are finite for finite
   * parameters: where S cancels to 1e-6 of its terms' magnitudes the tangent is 0, because the
   * derivative has no bound there.
   *
   * @param p exponent, >= 1
   * @param self index of the receiver among the members
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param tangent when called the derivative of the receiver's own parameters by p, as {@link
   *     #mirrorStepWithTangent} leaves it; afterwards that of the result
   */
  void powerMeanWithTangent(
      WeightedVectors neighbourhood,
      double p,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent);

  /**
   * The sender's rule, Algorithm 1 as printed: every member's parameters are raised to its own
   * exponent and the receiver takes the root with its own, result = sroot(sum_j a_j spow(w_j, p_j)
   * - learningRate g, p_self). Not a mean unless all exponents are equal; then it is {@link
   * #powerMean} up to rounding.
   *
   * <p>Together with the derivative of the result by the receiver's exponent p = p_self, which is
   * both the root's and that of the receiver's own term; the other members' exponents and
   * parameters and the gradient count as constants. With M the result and S the sum under the root,
   *
   * <pre>
   * tangent &lt;- (M/p) [a_self spow(w_self, p) ln|w_self| / S - ln|M|]
   *          + a_self |w_self|^(p-1) |M|^(1-p) tangent
   * </pre>
   *
   * <p>Cancellation as in {@link #powerMeanWithTangent}.
   *
   * @param memberExponents p_j >= 1 of each member, in the members' order
   * @param self index of the receiver among the members
   * @param gradient the receiver's gradient vector; not read when {@code learningRate} is 0
   * @param tangent derivative of the receiver's own parameters by p_self, then of the result
   */
  void senderPowerMeanWithTangent(
      WeightedVectors neighbourhood,
      double[] memberExponents,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent);
}
