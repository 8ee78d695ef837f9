package org.hyperprism.model;

import java.io.Serializable;

/**
 * How a model did on some samples; sums, so that parts can be added up.
 *
 * @param samples how many samples, at least 0
 * @param correct how many had their class ranked first, 0 to {@code samples}
 * @param lossSum sum of their cross-entropies, in nats
 */
public record Evaluation(int samples, int correct, double lossSum) implements Serializable {

  /** The evaluation of no samples at all. */
  public static final Evaluation NOTHING = new Evaluation(0, 0, 0);

  /**
   * @throws IllegalArgumentException if a count is out of its range
   */
  public Evaluation {
    if (correct < 0 || samples < correct) {
      throw new IllegalArgumentException(
          "of %d samples %d cannot be correct".formatted(samples, correct));
    }
  }

  /** Both evaluations together. */
  public Evaluation plus(Evaluation other) {
    return new Evaluation(
        Math.addExact(samples, other.samples), correct + other.correct, lossSum + other.lossSum);
  }

  /** Top-1 accuracy, 0 to 1; NaN without samples. */
  public double accuracy() {
    return correct / (double) samples;
  }

  /** Mean cross-entropy in nats; NaN without samples. */
  public double meanLoss() {
    return lossSum / samples;
  }
}
