package org.hyperprism.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.hyperprism.experiment.models.ModelDescription;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;

/** Models in files, as a run that keeps all of them leaves them, for others to begin with. */
final class StartModels {

  static final ModelDefinition REGRESSION = ModelZoo.definition("lr", 1, 28, 28, 10);

  private StartModels() {}

  /** The small random weights of a device. */
  static float[] weights(ModelDefinition model, int device) {
    Random random = new Random(device);
    float[] weights = new float[model.layout().parameters()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (0.02 * random.nextGaussian());
    }
    return weights;
  }

  /** Writes logistic regressions of the devices 0 to {@code devices - 1}; returns the folder. */
  static Path write(Path folder, int devices) throws IOException {
    Files.createDirectories(folder);
    for (int device = 0; device < devices; device++) {
      write(folder, device, REGRESSION, weights(REGRESSION, device));
    }
    return folder;
  }

  /** Writes one model as that of a device. */
  static Path write(Path folder, int device, ModelDefinition model, float[] weights)
      throws IOException {
    ModelDescription description = new ModelDescription(model, "mnist-sample", "dpsgd", 0);
    return Files.write(
        Files.createDirectories(folder).resolve("device-%05d.parquet".formatted(device)),
        ModelFile.bytes(new StoredModel(description, device, weights)));
  }
}
