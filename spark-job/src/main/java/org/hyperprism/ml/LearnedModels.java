package org.hyperprism.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.experiment.ChosenBackend;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.ModelSource;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.results.HadoopSettings;

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

  /**
   * The final models of all devices, which a run directory keeps.
   *
   * @param run a path of this machine or a URI
   * @param method that trained them
   * @throws org.hyperprism.failure.HyperPrismException if they are not all there
   */
  static LearnedModels ofRun(String run, String method) {
    RunModels kept = RunModels.in(run, KeptRound.FINAL, HadoopSettings.current());
    ExperimentConfiguration configuration = ConfigurationLoader.parse(kept.configuration());
    List<StoredModel> models = new ArrayList<>();
    for (int device = 0; device < configuration.devices(); device++) {
      models.add(kept.of(Optional.of(method), device));
    }
    return of(
        TrainingRun.settings(configuration),
        models.get(0).description().model(),
        models.stream().map(StoredModel::weights).toArray(float[][]::new));
  }

  /** The architecture. */
  ModelDefinition model() {
    return ModelSource.of(configuration(), network, shape, classes);
  }

  /** Whether the model of a device holds a weight that is not finite. */
  boolean hasDiverged(int device) {
    for (float weight : devices[device]) {
      if (!Float.isFinite(weight)) {
        return true;
      }
    }
    return false;
  }

  /** What computes it. */
  GradientBackend backend() {
    return ChosenBackend.of(configuration().train(), model()).gradients();
  }

  private ExperimentConfiguration configuration() {
    return ConfigurationLoader.parse(settings);
  }
}
