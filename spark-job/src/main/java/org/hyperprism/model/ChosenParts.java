package org.hyperprism.model;

import java.util.List;
import org.hyperprism.failure.ConfigurationException;

/** The check of the parts that a user chose, one for each layer with trained weights. */
public final class ChosenParts {

  private ChosenParts() {}

  /**
   * @param parts the chosen parts; empty leaves the choice to the layers' types
   * @param layers the layers that have trained weights, as people know them
   * @throws ConfigurationException if there is not one part for each layer, or one of them is
   *     {@link ModelPart#STATISTICS}
   */
  public static void check(List<ModelPart> parts, List<String> layers) {
    if (parts.isEmpty()) {
      return;
    }
    if (parts.size() != layers.size()) {
      throw new ConfigurationException(
          "modelParts has %d entries, expected %d, one for each layer with weights: %s; or [] to leave it to the layers' types"
              .formatted(parts.size(), layers.size(), String.join(", ", layers)));
    }
    if (!parts.stream().allMatch(ModelPart::isTrained)) {
      throw new ConfigurationException(
          "modelParts names statistics, expected representation or decision: running statistics are found by themselves");
    }
  }
}
