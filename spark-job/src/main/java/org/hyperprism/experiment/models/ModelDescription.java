package org.hyperprism.experiment.models;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.failure.DataException;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a method have in common.
 *
 * @param model the architecture
 * @param dataset name of the data set it was trained on
 * @param method that trained it
 * @param round after which it was like that; 0 for the last one
 */
public record ModelDescription(ModelDefinition model, String dataset, String method, int round)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Version of the files; those of older ones are read for ever. */
  private static final int FORMAT = 1;

  private static final String PREFIX = "hyperprism.";

  /** As the properties of a file, by name. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(PREFIX + "format", Integer.toString(FORMAT));
    properties.put(PREFIX + "model", model.name());
    if (model instanceof ImportedModel imported) {
      properties.put(PREFIX + "network", imported.configuration());
    }
    properties.put(
        PREFIX + "shape",
        String.format(Locale.ROOT, "%d %d %d", model.channels(), model.height(), model.width()));
    properties.put(PREFIX + "classes", Integer.toString(model.classes()));
    properties.put(PREFIX + "dataset", dataset);
    properties.put(PREFIX + "method", method);
    if (round > 0) {
      properties.put(PREFIX + "round", Integer.toString(round));
    }
    return properties;
  }

  /**
   * Reads what {@link #properties} gave.
   *
   * @param origin where they are from, for messages
   * @throws DataException if they are those of no model, or of a newer version's
   */
  static ModelDescription of(Map<String, String> properties, String origin) {
    String format = property(properties, "format", origin);
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new DataException(
          "%s holds a model of format %s, expected %d: read it with the version of HyperPrism that wrote it"
              .formatted(origin, format, FORMAT));
    }
    try {
      int[] shape =
          Stream.of(property(properties, "shape", origin).split(" "))
              .mapToInt(Integer::parseInt)
              .toArray();
      return new ModelDescription(
          ModelSource.of(
              property(properties, "model", origin),
              List.of(),
              Optional.ofNullable(properties.get(PREFIX + "network")),
              new FeatureShape(shape[0], shape[1], shape[2]),
              Integer.parseInt(property(properties, "classes", origin))),
          property(properties, "dataset", origin),
          property(properties, "method", origin),
          Integer.parseInt(properties.getOrDefault(PREFIX + "round", "0")));
    } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
      throw new DataException(refusal(origin), damaged);
    }
  }

  private static String property(Map<String, String> properties, String name, String origin) {
    @Nullable String value = properties.get(PREFIX + name);
    if (value == null) {
      throw new DataException(refusal(origin));
    }
    return value;
  }

  static String refusal(String origin) {
    return origin
        + " holds no model; expected a file below the folder models or best-models of a run, or one that"
        + " hyperprism export wrote";
  }
}
