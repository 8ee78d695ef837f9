package org.hyperprism.results;

import java.util.List;

/**
 * The evaluated round of a method with the highest mean accuracy so far, the first of equal ones.
 * Accuracies count as they are published, so that a run that goes on decides as one that was never
 * interrupted.
 */
public final class BestRound {

  private final String method;
  private double accuracy = Double.NEGATIVE_INFINITY;

  /**
   * That of the rounds before.
   *
   * @param rounds those of all methods
   */
  public BestRound(ResultTable<RoundMetrics> rounds, String method) {
    this.method = method;
    int methods = rounds.column(RoundMetrics.METHOD);
    int accuracies = rounds.column(RoundMetrics.ACCURACY_MEAN);
    for (List<String> row : rounds.rows()) {
      if (row.get(methods).equals(method)) {
        isNew(row.get(accuracies));
      }
    }
  }

  /** Whether a round that came now is better than all before. */
  public boolean isNew(RoundMetrics row) {
    return row.method().equals(method)
        && row.evaluation().isPresent()
        && isNew(Column.format(row.evaluation().get().accuracyMean()));
  }

  private boolean isNew(String published) {
    if (published.isEmpty() || Double.parseDouble(published) <= accuracy) {
      return false;
    }
    accuracy = Double.parseDouble(published);
    return true;
  }
}
