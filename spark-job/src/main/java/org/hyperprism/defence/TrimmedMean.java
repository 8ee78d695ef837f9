package org.hyperprism.defence;

import org.hyperprism.compute.WeightedVectors;

/**
 * The coordinate-wise trimmed mean (Yin et al., ICML 2018) among neighbours, as BRIDGE has it
 * (Fang, Yang and Bajwa 2022, arXiv 1908.08098): of the numbers that a receiver's n neighbours have
 * in a coordinate, the b = ceil(share n) smallest and the b largest are left out, b at most n / 2;
 * those left and the receiver's own have the weight 1 / (n - 2 b + 1) each.
 *
 * @param share 0 to below 0.5
 */
record TrimmedMean(double share) implements Defence {

  private static final long serialVersionUID = 1L;

  @Override
  public int apply(WeightedVectors received, int self, int length, int round, Scratch scratch) {
    int neighbours = received.size() - (self < 0 ? 0 : 1);
    // Without a model of its own the receiver needs one of those.
    int most = self < 0 ? (neighbours - 1) / 2 : neighbours / 2;
    int trimmed = Math.min(most, (int) Math.ceil(share * neighbours));
    int left = neighbours - 2 * trimmed;
    OrderStatistics.of(received, self, trimmed, trimmed + left, length, scratch);
    double weight = 1.0 / (left + (self < 0 ? 0 : 1));
    WeightedVectors middle = new WeightedVectors();
    if (self >= 0) {
      middle.add(received.array(self), received.offset(self), weight);
    }
    for (int r = 0; r < left; r++) {
      middle.add(scratch.row(r, length), 0, weight);
    }
    received.become(middle);
    return self < 0 ? self : 0;
  }

  @Override
  public String word() {
    return "trimmed-mean";
  }
}
