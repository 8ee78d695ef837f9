package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * SwarmSGD.
 *
 * @param mode how devices interact
 * @param onlyPairsStep whether devices without a partner in a round take no step
 * @param quantisationBits bits of a parameter that is read, in mode {@link SwarmMode#NON_BLOCKING};
 *     0 for float32
 * @param quantisationStep distance of two values that a quantised parameter can take, above 0
 * @param learningRate step length of its own, above 0; empty for the shared one
 */
public record SwarmSgdConfiguration(
    @Setting(
            standard = "matching",
            documentation =
                "Who interacts: matching pairs up as many devices as a random matching can;"
                    + " single-pair is one pair a round; non-blocking reads copies of the partner"
                    + " of the matching.")
        SwarmMode mode,
    @Setting(
            standard = "false",
            documentation =
                "Whether devices without a partner in a round take no step, as in the paper's"
                    + " one interaction at a time.")
        boolean onlyPairsStep,
    @Setting(
            key = "quantisation.bits",
            standard = "8",
            range = "0 to 16",
            documentation =
                "Bits sent per parameter in mode non-blocking; 0 sends float32 numbers.")
        int quantisationBits,
    @Setting(
            key = "quantisation.step",
            standard = "0.001",
            range = "> 0",
            documentation =
                "Grid of the quantised parameters; two devices may differ by 2^bits / 2 steps before"
                    + " they misread each other.")
        double quantisationStep,
    @Setting(
            standard = "shared",
            range = "> 0",
            keyword = "shared",
            documentation = "Length of SwarmSGD's gradient step; shared takes train.learningRate.")
        OptionalDouble learningRate) {

  public SwarmSgdConfiguration {
    Settings.check(
        SwarmSgdConfiguration.class,
        mode,
        onlyPairsStep,
        quantisationBits,
        quantisationStep,
        learningRate);
  }
}
