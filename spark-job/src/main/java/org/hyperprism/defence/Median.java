package org.hyperprism.defence;

import org.hyperprism.compute.WeightedVectors;

/**
 * The coordinate-wise median (Yin et al., ICML 2018) of a receiver's own model and those of its
 * neighbours; of an even number of them the mean of the two in the middle.
 */
record Median() implements Defence {

  private static final long serialVersionUID = 1L;

  @Override
  public int apply(WeightedVectors received, int self, int length, int round, Scratch scratch) {
    int size = received.size();
    int from = (size - 1) / 2;
    int to = size / 2 + 1;
    OrderStatistics.of(received, -1, from, to, length, scratch);
    WeightedVectors middle = new WeightedVectors();
    for (int r = 0; r < to - from; r++) {
      middle.add(scratch.row(r, length), 0, 1.0 / (to - from));
    }
    received.become(middle);
    return self < 0 ? self : 0;
  }

  @Override
  public String word() {
    return "median";
  }

  @Override
  public boolean keepsOwn() {
    return false;
  }
}
