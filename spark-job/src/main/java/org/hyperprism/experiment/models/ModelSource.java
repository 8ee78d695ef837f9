package org.hyperprism.experiment.models;

import java.util.List;
import java.util.Optional;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TextFile;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.ImportedNetworks;

/**
 * The model of an experiment: one of the zoo by its name, or the network in a file whose name ends
 * in {@code .json}. The file is read once, here; its text travels with the model.
 */
public final class ModelSource {

  private static final String FILE_SUFFIX = ".json";

  private ModelSource() {}

  /**
   * The model of an experiment, fitted to its samples.
   *
   * @param samples some of them
   * @throws ConfigurationException if there is no such model, or it does not fit
   */
  public static ModelDefinition load(ExperimentConfiguration configuration, Samples samples) {
    String model = configuration.model();
    Optional<String> network =
        model.endsWith(FILE_SUFFIX) ? Optional.of(text(model)) : Optional.empty();
    return of(configuration, network, samples.shape(), samples.classes());
  }

  /**
   * The model of an experiment whose file is read already.
   *
   * @param network what is in the file; empty for a model of the zoo
   * @param shape of a sample's features
   */
  public static ModelDefinition of(
      ExperimentConfiguration configuration,
      Optional<String> network,
      FeatureShape shape,
      int classes) {
    return of(configuration.model(), configuration.modelParts(), network, shape, classes);
  }

  /** The same by its name and the part of each layer. */
  static ModelDefinition of(
      String model,
      List<ModelPart> parts,
      Optional<String> network,
      FeatureShape shape,
      int classes) {
    if (network.isPresent()) {
      return ImportedNetworks.read(model, network.get(), shape, classes, parts);
    }
    LayeredModel named =
        ModelZoo.definition(model, shape.channels(), shape.height(), shape.width(), classes);
    return parts.isEmpty() ? named : named.withParts(parts);
  }

  private static String text(String file) {
    return TextFile.read(file, (reason, cause) -> refusal(file, reason, cause));
  }

  private static ConfigurationException refusal(String file, String reason, Exception cause) {
    return new ConfigurationException(
        "model %s: %s; expected a network in JSON, such as conf/models/batch-normalised-cnn.json, or a name, one of %s"
            .formatted(file, reason, String.join(", ", ModelZoo.names())),
        cause);
  }
}
