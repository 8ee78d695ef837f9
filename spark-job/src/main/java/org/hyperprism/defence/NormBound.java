package org.hyperprism.defence;

import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.math.SumOfSquares;

/**
 * A bound on norms (Sun et al. 2019, arXiv 1911.07963), in norms of the receiver's own model:
 *
 * <pre>
 *   w_j min(1, bound ||w_i|| / ||w_j||)
 * </pre>
 *
 * <p>A model that is not finite becomes the receiver's own.
 *
 * @param bound > 0
 */
record NormBound(double bound) implements Defence {

  private static final long serialVersionUID = 1L;

  @Override
  public int apply(WeightedVectors received, int self, int length, int round, Scratch scratch) {
    if (self < 0) {
      return self;
    }
    float[] own = received.array(self);
    int ownOffset = received.offset(self);
    double longest = bound * Math.sqrt(SumOfSquares.of(own, ownOffset, length));
    int rows = 0;
    for (int j = 0; j < received.size(); j++) {
      float[] sent = received.array(j);
      int offset = received.offset(j);
      double norm = Math.sqrt(SumOfSquares.of(sent, offset, length));
      if (j == self || norm <= longest) {
        continue;
      }
      if (!Double.isFinite(norm)) {
        received.replace(j, own, ownOffset);
        continue;
      }
      double factor = longest / norm;
      float[] shortened = scratch.row(rows++, length);
      for (int k = 0; k < length; k++) {
        shortened[k] = (float) (factor * sent[offset + k]);
      }
      received.replace(j, shortened, 0);
    }
    return self;
  }

  @Override
  public String word() {
    return "norm-bound";
  }
}
