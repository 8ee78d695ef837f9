package org.hyperprism.experiment.evaluation;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;

/** What to tell a user whose devices end no better than guessing, and what may help. */
final class Guessing {

  /** In fewer rounds than these most methods know nothing yet. */
  static final int FEWEST_ROUNDS = 10;

  /** How far above 1 / classes an accuracy may be that is still guessing. */
  static final double MARGIN = 0.02;

  /** How much of the loss of an even guess a loss must be above or below it to be another. */
  private static final double CHANGE = 0.02;

  private Guessing() {}

  /**
   * One line for a method that ends at guessing; empty if it does not.
   *
   * @param method its name
   * @param rounds that it has run
   * @param evaluation after the last of them
   * @param classes how many there are
   * @param learningRate of the method
   */
  static Optional<String> notice(
      String method, int rounds, EvaluationMetrics evaluation, int classes, double learningRate) {
    if (rounds < FEWEST_ROUNDS || evaluation.accuracyMean() > 1.0 / classes + MARGIN) {
      return Optional.empty();
    }
    double even = Math.log(classes);
    double loss = evaluation.loss().mean();
    BigDecimal rate = BigDecimal.valueOf(learningRate);
    String advice;
    if (loss > even * (1 + CHANGE)) {
      advice =
          String.format(Locale.ROOT, "its loss grew to %.2f, and shorter steps may help", loss);
      rate = rate.movePointLeft(1);
    } else if (loss > even * (1 - CHANGE)) {
      advice = "its loss has not moved from that, and longer steps or more rounds may help";
      rate = rate.movePointRight(1);
    } else {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s ends at %.1f %%, guessing among %d classes, which has a loss of %.2f; %s, such as"
                + " --set %s.learningRate=%s",
            method,
            100 * evaluation.accuracyMean(),
            classes,
            even,
            advice,
            method,
            rate.stripTrailingZeros().toPlainString()));
  }
}
