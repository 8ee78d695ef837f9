package org.hyperprism.report;

import org.hyperprism.results.RoundMetrics;

/**
 * What a curve over the rounds shows.
 *
 * @param mean column with the mean over devices
 * @param spread column with the standard deviation over devices; empty if there is none
 * @param lowest lower end of the quantity's range
 * @param highest upper end of the quantity's range
 * @param unit what a picture counts in
 */
public record Quantity(String mean, String spread, double lowest, double highest, double unit) {

  private static final double ENDLESS = Double.POSITIVE_INFINITY;

  /** In percent. */
  public static final Quantity ACCURACY =
      new Quantity(RoundMetrics.ACCURACY_MEAN, "accuracy_std", 0, 1, 0.01);

  /** On the test set, in nats. */
  public static final Quantity LOSS = new Quantity("loss_mean", "loss_std", 0, ENDLESS, 1);

  /** On the mini-batches, in nats. */
  public static final Quantity TRAINING_LOSS =
      new Quantity(RoundMetrics.TRAINING_LOSS, "", 0, ENDLESS, 1);

  public static final Quantity CONSENSUS_DISTANCE =
      new Quantity("consensus_distance", "", 0, ENDLESS, 1);

  public static final Quantity EFFECTIVE_STEP =
      new Quantity("effective_step_mean", "", 0, ENDLESS, 1);

  public static final Quantity REPRESENTATION =
      new Quantity("p_representation", "p_representation_std", 1, ENDLESS, 1);

  public static final Quantity DECISION =
      new Quantity(RoundMetrics.P_DECISION, "p_decision_std", 1, ENDLESS, 1);

  public static final Quantity LINKS = new Quantity("edges", "", 0, ENDLESS, 1);

  public static final Quantity SMALLEST_WEIGHT = new Quantity("smallest_weight", "", 0, 1, 1);
}
