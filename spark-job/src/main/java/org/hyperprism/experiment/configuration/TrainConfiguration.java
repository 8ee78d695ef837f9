package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.engine.NonFinite;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.setting.FactorySettings;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingsOf;

/**
 * Local training.
 *
 * @param learningRate step length eta, above 0
 * @param batchSize samples in one gradient, at least 1
 * @param localSteps gradient steps of a device in one round, at least 1
 * @param localEpochs passes of a device over its own samples in one round, at least 1, in the place
 *     of steps; absent for steps
 * @param momentum heavy-ball momentum of primal steps, in [0, 1)
 * @param weightDecay weight decay of primal steps, at least 0
 * @param schedule how the learning rate changes over the rounds
 * @param clipNorm longest gradient, above 0; absent for none
 * @param weighting what all devices together minimise
 * @param onDivergence what happens when a method's numbers are no longer finite
 * @param backend name of what computes the gradients, or {@value #FASTEST_BACKEND}
 * @param backends settings of each
 */
public record TrainConfiguration(
    @Setting(
            defaultValue = "0.1",
            presets = {"mirror-atc = 0.01", "paper = 0.01"},
            range = "> 0",
            documentation = "Length of a gradient step; too long a step ends in NaN.")
        double learningRate,
    @Setting(
            defaultValue = "128",
            range = ">= 1",
            documentation = "Samples in one gradient; the cost of a round grows with it.")
        int batchSize,
    @Setting(
            defaultValue = "1",
            range = ">= 1",
            documentation =
                "Gradient steps of every device in one round; the cost of a round grows with it.")
        int localSteps,
    @Setting(
            defaultValue = "none",
            range = ">= 1",
            keyword = "none",
            documentation =
                "In the place of train.localSteps, passes of every device over its own samples in"
                    + " one round, in batches drawn without replacement whose last has what is left,"
                    + " so that devices with few samples take fewer steps; none counts steps.")
        OptionalInt localEpochs,
    @Setting(
            defaultValue = "0.9",
            presets = {"mirror-atc = 0", "paper = 0.9"},
            range = "0 to below 1",
            documentation =
                "Momentum of steps in the space of the weights (not of mirror steps); a device then"
                    + " keeps one more vector.")
        double momentum,
    @Setting(
            defaultValue = "0",
            presets = "paper = 5e-4",
            range = ">= 0",
            documentation =
                "Weight decay of steps in the space of the weights (not of mirror steps).")
        double weightDecay,
    ScheduleConfiguration schedule,
    @Setting(
            defaultValue = "none",
            range = "> 0",
            keyword = "none",
            documentation =
                "Longest gradient: the Euclidean norm to which a longer one, of all trained weights"
                    + " of a device, is shortened.")
        OptionalDouble clipNorm,
    @Setting(
            defaultValue = "devices",
            documentation =
                "What all devices together minimise: devices is the mean of their losses; samples is"
                    + " the mean over all samples, for which the gradient of a device with n_i of n"
                    + " samples is multiplied by n_i m / n, which may need a shorter learning rate.")
        LossWeighting weighting,
    @Setting(
            defaultValue = "stop",
            documentation =
                "When weights or losses are no longer finite: stop ends the run with exit code 2 and"
                    + " keeps the metrics so far; drop leaves such vectors out where they arrive.")
        NonFinite onDivergence,
    @Setting(
            defaultValue = "auto",
            keyword = "auto",
            names = GradientBackendFactory.class,
            documentation =
                "What computes the gradients; auto takes the fastest that supports the model."
                    + " 'hyperprism methods' says what each is.")
        String backend,
    @SettingsOf(GradientBackendFactory.class) FactorySettings backends) {

  /** The word for the fastest backend that supports the model. */
  public static final String FASTEST_BACKEND = "auto";
}
