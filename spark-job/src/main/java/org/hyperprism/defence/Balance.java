package org.hyperprism.defence;

import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.math.SumOfSquares;

/**
 * BALANCE (Fang et al., CCS 2024, arXiv 2406.10416): receiver i accepts the model of neighbour j in
 * round t of T if
 *
 * <pre>
 *   ||w_i - w_j|| <= gamma exp(-kappa t / T) ||w_i||
 * </pre>
 *
 * <p>and its mean has alpha of its own model and the rest of those accepted, all alike; where none
 * is accepted, its own alone.
 *
 * @param gamma > 0
 * @param kappa >= 0
 * @param alpha 0 to 1
 * @param rounds T, >= 1
 */
record Balance(double gamma, double kappa, double alpha, int rounds) implements Defence {

  private static final long serialVersionUID = 1L;

  @Override
  public int apply(WeightedVectors received, int self, int length, int round, Scratch scratch) {
    if (self < 0) {
      return self;
    }
    float[] own = received.array(self);
    int ownOffset = received.offset(self);
    // StrictMath, since a last bit decides who is accepted.
    double farthest =
        gamma
            * StrictMath.exp(-kappa * round / rounds)
            * Math.sqrt(SumOfSquares.of(own, ownOffset, length));
    boolean[] accepted = new boolean[received.size()];
    int others = 0;
    for (int j = 0; j < accepted.length; j++) {
      double squares =
          SumOfSquares.ofDifferences(own, ownOffset, received.array(j), received.offset(j), length);
      accepted[j] = j == self || Math.sqrt(squares) <= farthest;
      others += j != self && accepted[j] ? 1 : 0;
    }
    WeightedVectors all = new WeightedVectors();
    int place = 0;
    for (int j = 0; j < accepted.length; j++) {
      if (j == self) {
        place = all.size();
        all.add(own, ownOffset, others == 0 ? 1 : alpha);
      } else if (accepted[j]) {
        all.add(received.array(j), received.offset(j), (1 - alpha) / others);
      }
    }
    received.become(all);
    return place;
  }

  @Override
  public String word() {
    return "balance";
  }
}
