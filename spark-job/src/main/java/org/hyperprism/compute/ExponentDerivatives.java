package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.simd.KernelPair;

/**
 * The derivatives by p of a chunk of coordinates M = sroot(S, p), S = sum_j a_j spow(w_j, p_j) -
 * change.
 *
 * <p>With N the sum over the terms whose exponent is p (all of them, or the receiver's own),
 *
 * <pre>
 * N = sum a_j spow(w_j, p) ln|w_j|
 * dM/dp = (M/p) [N/S - ln|M|] + a_self |w_self|^(p-1) |M|^(1-p) dw_self/dp
 * </pre>
 *
 * <p>Everything is relative to a scale 2^R of the sum, R = p lambda. With S = 2^R s, s = counted +
 * others - change/2^R, and n = N/2^R with log2|w_j| - lambda in place of ln|w_j|,
 *
 * <pre>
 * N/S - ln|M| = ln 2 [(n + lambda counted)/s - lambda - log2|s|/p]
 *             = ln 2 [(n - lambda (others - change/2^R))/s - log2|s|/p]
 * </pre>
 *
 * so lambda cancels but for the terms that N lacks. Where |change| is above 2^R it takes over as
 * the scale, so no power leaves the range of float64.
 */
final class ExponentDerivatives {

  /** Below this share of its terms' magnitudes the sum counts as cancelled. */
  private static final double CANCELLATION = 1e-6;

  private static final double LN_2 = 0.6931471805599453;

  private final KernelPair<KernelLoops> loops;

  /** Sum of the scaled terms with exponent p. */
  final double[] counted = new double[CpuMixingKernel.CHUNK];

  /** n. */
  final double[] logarithmic = new double[CpuMixingKernel.CHUNK];

  /** Sum of the other scaled terms. */
  final double[] others = new double[CpuMixingKernel.CHUNK];

  /** Sum of the magnitudes of all scaled terms. */
  final double[] size = new double[CpuMixingKernel.CHUNK];

  /** R/p, with 2^R the scale; negative infinity where all terms are 0. */
  final double[] lambda = new double[CpuMixingKernel.CHUNK];

  /** learningRate times gradient; filled in elsewhere. */
  private final double[] change;

  /** w_self. */
  final double[] selfValue = new double[CpuMixingKernel.CHUNK];

  private final double[] s = new double[CpuMixingKernel.CHUNK];
  private final double[] n = new double[CpuMixingKernel.CHUNK];
  private final double[] uncounted = new double[CpuMixingKernel.CHUNK];
  private final double[] bound = new double[CpuMixingKernel.CHUNK];
  private final double[] distance = new double[CpuMixingKernel.CHUNK];
  private final double[] scratch = new double[CpuMixingKernel.CHUNK];
  private final double[] rootLogarithm = new double[CpuMixingKernel.CHUNK];

  /**
   * @param change learningRate times gradient of the chunk's coordinates, whenever it computes
   */
  ExponentDerivatives(KernelPair<KernelLoops> loops, double[] change) {
    this.loops = loops;
    this.change = change;
  }

  /** Fills w_self from a member of the neighbourhood. */
  void fillOwn(WeightedVectors neighbourhood, int self, int start, int length) {
    float[] own = neighbourhood.array(self);
    int offset = neighbourhood.offset(self) + start;
    for (int k = 0; k < length; k++) {
      selfValue[k] = own[offset + k];
    }
  }

  /**
   * Writes the derivatives, rounded to float32 and limited to its range; 0 where S cancels to 1e-6
   * of its terms' magnitudes, because they have no bound there.
   *
   * @param changes whether any change is not 0
   * @param selfWeight a_self
   * @param tangent dw_self/dp of the chunk from {@code start} on, then the derivatives
   */
  void compute(
      int length, double p, boolean changes, double selfWeight, VectorView tangent, int start) {
    if (changes) {
      subtractChanges(length, p);
    } else {
      for (int k = 0; k < length; k++) {
        s[k] = counted[k] + others[k];
        n[k] = logarithmic[k];
        uncounted[k] = others[k];
        bound[k] = size[k];
      }
    }
    loops.serving().logarithms(s, length, rootLogarithm);
    for (int k = 0; k < length; k++) {
      rootLogarithm[k] /= p;
      double bracket = (n[k] - lambda[k] * uncounted[k]) / s[k] - rootLogarithm[k];
      n[k] = Math.copySign(LN_2 / p, s[k]) * bracket;
      rootLogarithm[k] += lambda[k]; // log2|M|
    }
    loops.serving().exponentials(rootLogarithm, length, 1, scratch);
    for (int k = 0; k < length; k++) {
      n[k] *= scratch[k];
    }
    selfRatios(length, p, selfWeight);
    float[] array = tangent.array();
    int offset = tangent.offset() + start;
    for (int k = 0; k < length; k++) {
      double derivative = n[k];
      float selfTangent = array[offset + k];
      if (selfWeight != 0 && selfTangent != 0) {
        derivative += selfWeight * scratch[k] * selfTangent;
      }
      boolean cancelled = !(Math.abs(s[k]) > CANCELLATION * bound[k]);
      array[offset + k] =
          cancelled ? 0 : (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, derivative));
    }
  }

  /** Fills s, n, uncounted and bound, on the larger of both scales, whose lambda it leaves. */
  private void subtractChanges(int length, double p) {
    loops.serving().logarithms(change, length, scratch);
    for (int k = 0; k < length; k++) {
      distance[k] = p * lambda[k] - scratch[k];
      s[k] = -Math.abs(distance[k]);
    }
    loops.serving().exponentials(s, length, 1, s);
    for (int k = 0; k < length; k++) {
      boolean takesOver = !(distance[k] >= 0);
      double factor = takesOver ? s[k] : 1;
      double scaledChange = Math.copySign(takesOver ? 1 : s[k], change[k]);
      double newLambda = takesOver ? scratch[k] / p : lambda[k];
      s[k] = factor * (counted[k] + others[k]) - scaledChange;
      n[k] =
          factor == 0
              ? 0
              : factor
                  * (takesOver
                      ? logarithmic[k] + counted[k] * (lambda[k] - newLambda)
                      : logarithmic[k]);
      uncounted[k] = factor * others[k] - scaledChange;
      bound[k] = factor * size[k] + Math.abs(scaledChange);
      lambda[k] = newLambda;
    }
  }

  /** scratch = |w|^(p-1) |M|^(1-p); 1 for p = 1. */
  private void selfRatios(int length, double p, double selfWeight) {
    if (selfWeight == 0) {
      return;
    }
    if (p == 1) {
      Arrays.fill(scratch, 0, length, 1);
      return;
    }
    loops.serving().logarithms(selfValue, length, scratch);
    for (int k = 0; k < length; k++) {
      scratch[k] -= rootLogarithm[k];
    }
    loops.serving().exponentials(scratch, length, p - 1, scratch);
  }
}
