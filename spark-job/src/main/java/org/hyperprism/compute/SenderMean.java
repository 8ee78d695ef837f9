package org.hyperprism.compute;

import java.util.Objects;
import org.hyperprism.simd.KernelPair;

/**
 * The mean of the sender's rule, Algorithm 1 by the letter: powers by each member's own exponent,
 * the root by the receiver's, with its derivative by the receiver's.
 *
 * @see MixingKernel#senderPowerMeanWithTangent
 */
final class SenderMean {

  private static final int CHUNK = CpuMixingKernel.CHUNK;

  private final KernelPair<KernelLoops> loops;
  private final SenderPowerSums sums;
  private final ExponentDerivatives derivatives;
  private final SignedRoots roots;
  private final double[] ownLogarithm = new double[CHUNK];

  SenderMean(KernelPair<KernelLoops> loops, ExponentDerivatives derivatives, SignedRoots roots) {
    this.loops = loops;
    this.sums = new SenderPowerSums(loops);
    this.derivatives = derivatives;
    this.roots = roots;
  }

  /**
   * The coordinates from {@code from} to before {@code to}.
   *
   * @param memberExponents p_j of each member, >= 1
   * @param self index of the receiver among the members
   * @param tangent the own dw/dp, then the result's
   */
  void compute(
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
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      sums.fill(neighbourhood, memberExponents, self, start, length);
      derivatives.fillOwn(neighbourhood, self, start, length);
      fillTerms(p, length);
      roots.fillChange(gradient, learningRate, start, length);
      derivatives.compute(length, p, learningRate != 0, neighbourhood.weight(self), tangent, start);
      roots.write(sums, p, start, length, result);
    }
  }

  /** The receiver's own term alone has its exponent. */
  private void fillTerms(double p, int length) {
    loops.serving().logarithms(derivatives.selfValue, length, ownLogarithm);
    for (int k = 0; k < length; k++) {
      double ownTerm = sums.own[k];
      double lambda = sums.scaleLogarithm[k] / p;
      derivatives.counted[k] = ownTerm;
      derivatives.logarithmic[k] = ownTerm == 0 ? 0 : ownTerm * (ownLogarithm[k] - lambda);
      derivatives.others[k] = sums.sum[k] - ownTerm;
      derivatives.size[k] = sums.size[k];
      derivatives.lambda[k] = lambda;
    }
  }
}
