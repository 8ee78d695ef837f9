package org.hyperprism.sweep.tuning;

import java.util.Comparator;
import java.util.List;
import org.hyperprism.report.comparison.Spread;

/**
 * A candidate and its accuracies.
 *
 * @param candidate one of a grid
 * @param accuracies the criterion in percent, one for each seed; empty if a run failed
 * @param rounds after which they are those
 */
record TuningScore(TuningCandidate candidate, List<Double> accuracies, int rounds) {

  /**
   * Best first: what was run longer, since only the best were, then what is more accurate. A sort
   * by it leaves equals in the order of the grid.
   */
  static final Comparator<TuningScore> BEST_FIRST =
      Comparator.comparing(TuningScore::isFailed)
          .thenComparing(Comparator.comparingInt(TuningScore::rounds).reversed())
          .thenComparing(Comparator.comparingDouble(TuningScore::mean).reversed());

  TuningScore {
    accuracies = List.copyOf(accuracies);
  }

  boolean isFailed() {
    return accuracies.isEmpty();
  }

  /** Candidates of which a run failed come last. */
  double mean() {
    return accuracies.stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** For people, in percent. */
  String text() {
    return isFailed() ? "failed" : Spread.of(accuracies).text(2);
  }

  /** The first of the best. */
  static TuningScore best(List<TuningScore> scores) {
    return scores.stream().min(BEST_FIRST).orElseThrow();
  }
}
