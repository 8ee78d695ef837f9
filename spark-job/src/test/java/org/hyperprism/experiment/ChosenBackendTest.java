package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenBackendTest {

  @ParameterizedTest
  @CsvSource({"lr, vector", "mlp, vector", "lenet, torch", "cnn, torch"})
  void autoTakesTheFastestThatSupportsTheModel(String model, String expected) {
    ChosenBackend chosen = chosen("auto", "cpu", model);
    assertThat(chosen.name()).isEqualTo(expected);
    assertThat(chosen.describe()).startsWith("gradients by " + expected + " (auto): ");
  }

  @Test
  void theReferenceComputesEveryModel() {
    for (String name : ModelZoo.names()) {
      ChosenBackend chosen = chosen("dl4j", "cpu", name);
      assertThat(chosen.name()).isEqualTo("dl4j");
      assertThat(chosen.describe()).startsWith("gradients by dl4j: ND4J");
    }
  }

  @Test
  void aBackendThatCannotNamesWhatItCanAndTheWayOut() {
    assertThatThrownBy(() -> chosen("vector", "cpu", "lenet"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "train.backend: vector does not compute the gradients of the model 'lenet': its layers are not all dense ones with ReLU, as those of lr and mlp are; choose torch or dl4j, or auto for the fastest");
  }

  /** Only torch computes there, so a wish for a GPU is one for torch. */
  @ParameterizedTest
  @CsvSource({"lr", "mlp", "lenet", "cnn"})
  void aGpuIsForTorch(String model) {
    ChosenBackend chosen = chosen("auto", "cuda", model);
    assertThat(chosen.name()).isEqualTo("torch");
    assertThat(chosen.automatic()).isTrue();
    assertThat(chosen.gradients()).isEqualTo(new TorchBackend(TorchDevice.CUDA, 8));
  }

  @Test
  void aGpuForAnotherBackendIsRefused() {
    assertThatThrownBy(() -> chosen("vector", "cuda", "lr"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "train.torchDevice: cuda is for the backend torch, but the gradients of the model 'lr' are computed by vector; set train.backend = torch, or set train.torchDevice = cpu");
  }

  /** What is fastest on a processor does not change because there may be a GPU. */
  @Test
  void aGpuIfThereIsOneDoesNotChangeTheBackend() {
    assertThat(chosen("auto", "auto", "lr").name()).isEqualTo("vector");
    assertThat(chosen("auto", "auto", "lenet").gradients())
        .isEqualTo(new TorchBackend(TorchDevice.AUTO, 8));
  }

  private static ChosenBackend chosen(String backend, String torchDevice, String model) {
    ExperimentConfiguration configuration =
        ConfigurationLoader.load(
            Optional.empty(),
            List.of("train.backend=" + backend, "train.torchDevice=" + torchDevice));
    return ChosenBackend.of(configuration.train(), ModelZoo.definition(model, 1, 28, 28, 10));
  }
}
