package org.hyperprism.experiment.configuration;

import org.hyperprism.method.LearningRateSchedule;
import org.hyperprism.setting.Setting;

/**
 * How the learning rate changes over the rounds.
 *
 * @param shape what follows the warm-up
 * @param warmUp rounds of the warm-up, at least 0
 * @param every rounds between two steps, at least 1
 * @param factor of each step, above 0 and at most 1
 */
public record ScheduleConfiguration(
    @Setting(
            defaultValue = "constant",
            documentation =
                "How the learning rates of all methods change over the rounds: constant not at all;"
                    + " step by a factor every so many rounds; cosine along half a wave down to 0"
                    + " behind the last round; what remembers gradients, such as momentum, keeps each"
                    + " with the factor of its round.")
        LearningRateSchedule.Shape shape,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "Rounds at the beginning in which the learning rate rises evenly to its full length;"
                    + " the shape follows.")
        int warmUp,
    @Setting(
            defaultValue = "30",
            range = ">= 1",
            documentation = "Rounds between two steps; used by step only.")
        int every,
    @Setting(
            defaultValue = "0.1",
            range = "above 0 to 1",
            documentation = "Factor of each step; used by step only.")
        double factor) {

  /**
   * @param rounds of the run
   */
  LearningRateSchedule over(int rounds) {
    return new LearningRateSchedule(shape, warmUp, every, factor, rounds);
  }
}
