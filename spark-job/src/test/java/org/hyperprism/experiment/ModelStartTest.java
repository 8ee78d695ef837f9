package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import org.hyperprism.engine.DeviceModels;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.Engines;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.testing.DeviceMethods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models from files that the devices of every method begin with. */
class ModelStartTest {

  private static final int DEVICES = 3;

  @TempDir Path folder;

  private static ExperimentConfiguration configuration(Path start, String model) {
    return ConfigurationLoader.load(
        Optional.empty(),
        SmallExperiments.settings(
            "startFrom=" + ConfigUtil.quoteString(start.toString()),
            "model=" + model,
            "devices=" + DEVICES));
  }

  /** Fails unless the devices of every method begin with these models. */
  private static void assertBegins(Path start, String model, IntFunction<float[]> expected) {
    ExperimentConfiguration configuration = configuration(start, model);
    Preparation preparation =
        Preparation.of(configuration, new ExperimentInputs.Reader().read(configuration));
    for (String name : DeviceMethods.names()) {
      try (Engine engine =
              Engines.onOneThread(
                  MethodRounds.of(
                      configuration,
                      preparation,
                      configuration.method(name, preparation.model().layout())),
                  preparation.data().training());
          DeviceModels models = engine.models()) {
        for (int device = 0; device < DEVICES; device++) {
          assertThat(models.model(device)).as(name).isEqualTo(expected.apply(device));
        }
      }
    }
  }

  @Test
  void everyDeviceBeginsWithItsOwn() throws IOException {
    StartModels.write(folder, DEVICES);
    assertBegins(folder, "lr", device -> StartModels.weights(StartModels.REGRESSION, device));
  }

  @Test
  void allBeginWithTheModelOfAFile() throws IOException {
    StartModels.write(folder, 2);
    assertBegins(
        folder.resolve("device-00001.parquet"),
        "lr",
        device -> StartModels.weights(StartModels.REGRESSION, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lr", "lenet"})
  void allBeginWithTheModelOfAnArchive(String name) throws IOException {
    ModelDefinition model = ModelZoo.definition(name, 1, 28, 28, 10);
    float[] weights = StartModels.weights(model, 7);
    Path zip = Files.write(folder.resolve("a model.zip"), new ModelArchive(model, weights).zip());
    assertBegins(zip, name, device -> weights);
  }

  @Test
  void otherModelsHaveAnotherIdentity() throws IOException {
    StartModels.write(folder, DEVICES);
    String whole = identity(folder);
    assertThat(whole).matches("[0-9a-f]{8}").isEqualTo(identity(folder));
    float[] other = StartModels.weights(StartModels.REGRESSION, 2);
    other[other.length - 1] += 1e-6f;
    StartModels.write(folder, 2, StartModels.REGRESSION, other);
    assertThat(identity(folder)).isNotEqualTo(whole);
    assertThat(identity(folder.resolve("device-00000.parquet"))).isNotEqualTo(whole);
  }

  private static String identity(Path start) {
    return new ExperimentInputs.Reader().read(configuration(start, "lr")).identity().start();
  }

  @Test
  void whatIsNoStartIsSaidInASentence() throws IOException {
    assertRefused(folder.resolve("nowhere.zip"), "there is no such file or folder");
    assertRefused(
        Files.writeString(folder.resolve("text.parquet"), "weights"), "holds no model; expected");
    assertRefused(
        Files.writeString(folder.resolve("text.zip"), "weights"), "has no configuration.json");
    assertRefused(folder, "which has no model of device 0, but devices is 3; expected a folder");

    Path many = StartModels.write(folder.resolve("many"), DEVICES + 1);
    assertRefused(many, "which has a model of device 3, but devices is 3");

    ModelDefinition larger = ModelZoo.definition("lr", 1, 28, 28, 11);
    Path other = StartModels.write(folder, 0, larger, StartModels.weights(larger, 0));
    assertRefused(
        other, "whose arrays are W[11,784] b[11], but those of model = lr are W[10,784] b[10]");

    float[] diverged = StartModels.weights(StartModels.REGRESSION, 0);
    diverged[5] = Float.NaN;
    Path infinite = StartModels.write(folder, 1, StartModels.REGRESSION, diverged);
    assertRefused(infinite, "parameter 5 of the model in " + infinite + " is NaN");
  }

  private static void assertRefused(Path start, String message) {
    ExperimentConfiguration configuration = configuration(start, "lr");
    assertThatThrownBy(() -> new ExperimentInputs.Reader().read(configuration))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(start.getFileName().toString());
  }
}
