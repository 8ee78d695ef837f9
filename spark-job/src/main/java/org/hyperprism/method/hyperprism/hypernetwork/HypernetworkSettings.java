package org.hyperprism.method.hyperprism.hypernetwork;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.hyperprism.setting.Consistent;
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
 * @param loss which model's loss teaches the exponents
 * @param averageSlopes whether neighbours average the derivatives of their losses
 */
public record HypernetworkSettings(
    @Setting(
            defaultValue = "[1, 3, 5, 9, 15]",
            presets = {"mirror-atc = [1, 3, 5]", "paper = [1, 3, 5, 7, 9, 11, 13, 15]"},
            range = ">= 1",
            documentation =
                "Exponents that a device chooses from, ascending; it starts at their mean.")
        List<Double> candidates,
    @Setting(
            defaultValue = "expectation",
            presets = "paper = hard",
            documentation =
                "expectation: p is the candidates' mean under the network's probabilities; hard: the"
                    + " likeliest candidate, with the gradient of the expectation.")
        ExponentSelection selection,
    @Setting(
            defaultValue = "1",
            presets = {"mirror-atc = 0.01", "paper = 0.01"},
            range = "> 0",
            documentation = "Step of the hypernetwork and its embedding; the paper's is 0.01.")
        double learningRate,
    @Setting(defaultValue = "64", range = ">= 1", documentation = "Length of a device's embedding.")
        int embedding,
    @Setting(
            defaultValue = "64",
            range = ">= 1",
            documentation = "Units of each of the three hidden layers.")
        int hidden,
    @Setting(
            defaultValue = "1",
            range = "> 0",
            documentation =
                "The derivative of a weight by p is clipped to this: it has no bound where powers"
                    + " cancel.")
        double tangentLimit,
    @Setting(
            defaultValue = "false",
            documentation =
                "true draws a mini-batch more for the hypernetwork's gradient; false uses that of the"
                    + " round's first local step.")
        boolean freshGradient,
    @Setting(
            defaultValue = "neighbours",
            presets = {"mirror-atc = own", "paper = own"},
            documentation =
                "Which model's loss on the device's samples teaches the exponents: own is that of"
                    + " the aggregated model (eq. 9); neighbours that of the mean of the neighbours"
                    + " alone, which knows these samples no better than a stranger, by a mini-batch"
                    + " more.")
        ExponentLoss loss,
    @Setting(
            defaultValue = "true",
            presets = {"mirror-atc = false", "paper = false"},
            documentation =
                "true averages the loss's derivatives by the exponents over the neighbourhood, for"
                    + " two numbers more a link and part; false: each device follows its own.")
        boolean averageSlopes)
    implements Serializable, Consistent {

  public HypernetworkSettings {
    candidates = List.copyOf(candidates);
  }

  /**
   * The hypernetwork that these settings describe.
   *
   * @param heads exponents that come out, >= 1
   */
  public HypernetworkShape shape(int heads) {
    return new HypernetworkShape(embedding, hidden, heads, candidates, selection);
  }

  @Override
  public Map<String, String> violations() {
    boolean ascending =
        !candidates.isEmpty()
            && candidates.equals(candidates.stream().sorted().distinct().toList());
    return ascending
        ? Map.of()
        : Map.of(
            "candidates",
            "is "
                + candidates
                + ", expected at least one exponent, and each larger than the one before");
  }
}
