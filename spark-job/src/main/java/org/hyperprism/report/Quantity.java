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
      new Quantity(RoundMetrics.ACCURACY_MEAN, RoundMetrics.ACCURACY_DEVIATION, 0, 1, 0.01);

  /** On the test set, in nats. */
  public static final Quantity LOSS =
      new Quantity(RoundMetrics.LOSS_MEAN, RoundMetrics.LOSS_DEVIATION, 0, ENDLESS, 1);

  /** On the mini-batches, in nats. */
  public static final Quantity TRAINING_LOSS =
      new Quantity(RoundMetrics.TRAINING_LOSS, "", 0, ENDLESS, 1);

  public static final Quantity CONSENSUS_DISTANCE =
      new Quantity(RoundMetrics.CONSENSUS_DISTANCE, "", 0, ENDLESS, 1);

  public static final Quantity EFFECTIVE_STEP =
      new Quantity(RoundMetrics.EFFECTIVE_STEP, "", 0, ENDLESS, 1);

  public static final Quantity REPRESENTATION =
      new Quantity(
          RoundMetrics.P_REPRESENTATION, RoundMetrics.P_REPRESENTATION_DEVIATION, 1, ENDLESS, 1);

  public static final Quantity DECISION =
      new Quantity(RoundMetrics.P_DECISION, RoundMetrics.P_DECISION_DEVIATION, 1, ENDLESS, 1);

  public static final Quantity LINKS = new Quantity(RoundMetrics.EDGES, "", 0, ENDLESS, 1);

  public static final Quantity SMALLEST_WEIGHT =
      new Quantity(RoundMetrics.SMALLEST_WEIGHT, "", 0, 1, 1);

  public static final Quantity STALENESS =
      new Quantity(RoundMetrics.STALENESS_ROUNDS, "", 0, ENDLESS, 1);

  public static final Quantity PRESENT =
      new Quantity(RoundMetrics.DEVICES_PRESENT, "", 0, ENDLESS, 1);

  /**
   * A point of its curve: the mean in a band of one standard deviation, which the ends of the range
   * cut off.
   *
   * @param average the mean, as the files have it
   * @param deviation standard deviation, in the same unit; 0 for no band
   */
  public Curve.Point point(int round, double average, double deviation) {
    return new Curve.Point(
        round,
        Math.max(lowest, average - deviation) / unit,
        average / unit,
        Math.min(highest, average + deviation) / unit);
  }
}
