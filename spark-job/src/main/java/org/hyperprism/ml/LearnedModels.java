package org.hyperprism.ml;

import java.util.Optional;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.experiment.ChosenBackend;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.models.ModelSource;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;

/**
 * What a classifier has learned, as it is stored.
 *
 * @param settings those of the run but for its data, one {@code key = value} a line
 * @param network the text of a network of the user's own
 * @param shape of a sample's features
 * @param classes number of classes
 * @param devices float32[m][d], each device's model
 */
record LearnedModels(
    String settings, Optional<String> network, FeatureShape shape, int classes, float[][] devices) {

  static LearnedModels of(String settings, ModelDefinition model, float[][] devices) {
    return new LearnedModels(
        settings,
        model instanceof ImportedModel imported
            ? Optional.of(imported.configuration())
            : Optional.empty(),
        new FeatureShape(model.channels(), model.height(), model.width()),
        model.classes(),
        devices);
  }

  /** The architecture. */
  ModelDefinition model() {
    return ModelSource.of(configuration(), network, shape, classes);
  }

  /** What computes it. */
  GradientBackend backend() {
    return ChosenBackend.of(configuration().train(), model()).gradients();
  }

  private ExperimentConfiguration configuration() {
    return ConfigurationLoader.parse(settings);
  }
}
