package org.hyperprism.experiment.configuration;

import java.util.List;
import org.hyperprism.method.hypernetwork.ExponentSelection;
import org.hyperprism.setting.Setting;

/**
 * The hypernetwork of every device.
 *
 * @param candidates exponents to choose from, ascending, each at least 1
 * @param selection how an exponent follows from the candidates' probabilities
 * @param learningRate step of the hypernetwork, above 0
 * @param embedding length of the embedding vector, at least 1
 * @param hidden units of each of the three hidden layers, at least 1
 * @param tangentLimit bound of the derivative of a weight by p
 * @param freshGradient whether a mini-batch of its own is drawn
 */
public record HypernetworkConfiguration(
    @Setting(
            standard = "[1, 3, 5]",
            paper = "[1, 3, 5, 7, 9, 11, 13, 15]",
            range = ">= 1",
            documentation =
                "Exponents that a device chooses from, ascending; it starts at their mean.")
        List<Double> candidates,
    @Setting(
            standard = "expectation",
            paper = "hard",
            documentation =
                "expectation: p is the candidates' mean under the network's probabilities; hard: the"
                    + " likeliest candidate, with the gradient of the expectation.")
        ExponentSelection selection,
    @Setting(
            standard = "0.01",
            range = "> 0",
            documentation = "Step of the hypernetwork and its embedding; the paper's is 0.01.")
        double learningRate,
    @Setting(standard = "64", range = ">= 1", documentation = "Length of a device's embedding.")
        int embedding,
    @Setting(
            standard = "64",
            range = ">= 1",
            documentation = "Units of each of the three hidden layers.")
        int hidden,
    @Setting(
            standard = "1",
            range = "> 0",
            documentation =
                "The derivative of a weight by p is clipped to this: it has no bound where powers"
                    + " cancel.")
        double tangentLimit,
    @Setting(
            standard = "false",
            documentation =
                "true draws a mini-batch more for the hypernetwork's gradient; false uses that of the"
                    + " round's first local step.")
        boolean freshGradient) {

  public HypernetworkConfiguration {
    candidates = List.copyOf(candidates);
    Settings.check(
        HypernetworkConfiguration.class,
        candidates,
        selection,
        learningRate,
        embedding,
        hidden,
        tangentLimit,
        freshGradient);
  }
}
