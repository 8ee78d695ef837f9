package org.hyperprism.experiment.configuration;

import java.util.List;
import java.util.OptionalInt;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.setting.Setting;

/**
 * When every device is evaluated, and on what.
 *
 * @param rounds the rounds, each at least 1; empty: every {@code every} rounds
 * @param every rounds between two evaluations, at least 1
 * @param samples test or validation samples, at least 1; absent: all of them
 * @param on which of the two
 * @param local whether the accuracy on samples as each device has them is measured too
 * @param centralised whether a centre that has all samples is a yardstick
 */
public record EvaluationConfiguration(
    @Setting(
            defaultValue = "[]",
            range = ">= 1",
            documentation =
                "The rounds after which all devices are evaluated, none above the setting rounds;"
                    + " an empty list leaves it to evaluate.every.")
        List<Integer> rounds,
    @Setting(
            defaultValue = "10",
            range = ">= 1",
            documentation =
                "Rounds between two evaluations when evaluate.rounds is empty; an evaluation of all"
                    + " devices on all samples costs far more than a round.")
        int every,
    @Setting(
            defaultValue = "all",
            range = ">= 1",
            keyword = "all",
            documentation =
                "Test or validation samples in an evaluation; fewer are quicker and less exact.")
        OptionalInt samples,
    @Setting(
            defaultValue = "test",
            documentation =
                "What the devices are evaluated on: test is the test set; validation is the training"
                    + " samples that data.validation sets aside, and then the test set is not looked"
                    + " at, so that settings can be chosen by it.")
        EvaluatedOn on,
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether each device's own model is also evaluated on samples as the device has them:"
                    + " the same samples, weighted so that classes count as often as among its"
                    + " training samples (local_accuracy in metrics.csv and devices.csv), seen"
                    + " as featureSkew says; it takes an evaluation twice as long, or longer with"
                    + " featureSkew.")
        boolean local,
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether the summary says how far the devices are from a centre that has all training"
                    + " samples: with model = lr MLlib's logistic regression, up to 100 iterations on"
                    + " one core, with other models as many workers, rounds and steps of Deeplearning4j's"
                    + " parameter averaging on Spark.")
        boolean centralised) {

  public EvaluationConfiguration {
    rounds = List.copyOf(rounds);
  }

  /**
   * Whether all devices are evaluated after this round.
   *
   * @param round counted from 1
   * @param lastRound the last round of the experiment, which is always evaluated
   */
  public boolean isDue(int round, int lastRound) {
    if (round == lastRound) {
      return true;
    }
    return rounds.isEmpty() ? round % every == 0 : rounds.contains(round);
  }
}
