package org.hyperprism.experiment.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.model.ClassScores;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;

/** What to tell a user whose settings computer numbers cannot follow; the run goes on. */
final class Extremes {

  /** With a weight of 1/100 a mean of this power is within 0.5 % of the largest neighbour's. */
  static final double LARGEST_EXPONENT = 1000;

  private Extremes() {}

  /**
   * One line for a method whose power means are maxima; empty if they are not.
   *
   * @param method its name
   * @param exponents p of a round, double[devices][parts]
   */
  static Optional<String> exponents(String method, double[][] exponents) {
    double largest = Arrays.stream(exponents).flatMapToDouble(Arrays::stream).max().orElse(1);
    return largest <= LARGEST_EXPONENT
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s.p reaches %s: the mean of a power beyond %.0f is little else than the largest"
                    + " of the neighbours' weights; a smaller one may be meant",
                method,
                largest,
                LARGEST_EXPONENT));
  }

  /**
   * One line for a method whose models have only probabilities of 0 and 1 left, so that each error
   * has the largest loss that there is; empty if they have others.
   *
   * @param method its name
   * @param round of the evaluation
   * @param learningRate of the method
   */
  static Optional<String> saturation(
      String method, int round, EvaluationMetrics evaluation, double learningRate) {
    double errors = 1 - evaluation.accuracyMean();
    // A loss that is not a number is not one that has saturated.
    return !(errors > 0 && evaluation.loss().mean() >= 0.98 * ClassScores.LARGEST_LOSS * errors)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s has saturated in round %d: every probability of its models is 0 or 1, as their"
                    + " weights have grown too large; lower %s.learningRate (now %s)",
                method,
                round,
                method,
                learningRate));
  }
}
