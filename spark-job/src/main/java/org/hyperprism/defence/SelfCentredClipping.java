package org.hyperprism.defence;

import java.util.Arrays;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.math.SumOfSquares;

/**
 * Self-centred clipping (He, Karimireddy and Jaggi 2022, arXiv 2202.01545): receiver i has, in the
 * place of the model w_j of a neighbour,
 *
 * <pre>
 *   w_i + (w_j - w_i) min(1, tau / ||w_j - w_i||)
 * </pre>
 *
 * <p>With a share delta in the place of a radius, tau is the distance of the farthest of its n
 * neighbours but for ceil(delta n). A model that is not finite becomes the receiver's own.
 *
 * @param radius tau, > 0; 0 to take it from the distances
 * @param share delta, 0 to below 0.5
 */
record SelfCentredClipping(double radius, double share) implements Defence {

  private static final long serialVersionUID = 1L;

  @Override
  public int apply(WeightedVectors received, int self, int length, int round, Scratch scratch) {
    int neighbours = received.size() - 1;
    if (self < 0 || neighbours < 1) {
      return self;
    }
    float[] own = received.array(self);
    int ownOffset = received.offset(self);
    double[] distances = new double[received.size()];
    for (int j = 0; j < distances.length; j++) {
      if (j != self) {
        distances[j] =
            Math.sqrt(
                SumOfSquares.ofDifferences(
                    own, ownOffset, received.array(j), received.offset(j), length));
      }
    }
    double tau = radius > 0 ? radius : radius(distances, neighbours);
    int rows = 0;
    for (int j = 0; j < distances.length; j++) {
      if (!Double.isFinite(distances[j])) {
        received.replace(j, own, ownOffset);
        continue;
      }
      if (distances[j] <= tau) {
        continue;
      }
      double factor = tau / distances[j];
      float[] clipped = scratch.row(rows++, length);
      float[] sent = received.array(j);
      int offset = received.offset(j);
      for (int k = 0; k < length; k++) {
        double centre = own[ownOffset + k];
        clipped[k] = (float) (centre + factor * (sent[offset + k] - centre));
      }
      received.replace(j, clipped, 0);
    }
    return self;
  }

  /** The own distance, 0, is the smallest of all. */
  private double radius(double[] distances, int neighbours) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(1, neighbours - (int) Math.ceil(share * neighbours))];
  }

  @Override
  public String word() {
    return "clipping";
  }
}
