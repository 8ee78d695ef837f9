package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hyperprism.experiment.configuration.Backend;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenBackendTest {

  @ParameterizedTest
  @CsvSource({"lr, VECTOR", "mlp, VECTOR", "lenet, TORCH", "cnn, TORCH"})
  void autoTakesTheFastestThatSupportsTheModel(String model, Backend expected) {
    ChosenBackend chosen = ChosenBackend.of(Backend.AUTO, TorchDevice.CPU, model(model));
    assertThat(chosen.name()).isEqualTo(expected);
    assertThat(chosen.describe())
        .startsWith(
            "gradients by "
                + chosen.name().name().toLowerCase(java.util.Locale.ROOT)
                + " (auto): ");
  }

  @Test
  void theReferenceComputesEveryModel() {
    for (String name : ModelZoo.names()) {
      ChosenBackend chosen = ChosenBackend.of(Backend.DL4J, TorchDevice.CPU, model(name));
      assertThat(chosen.name()).isEqualTo(Backend.DL4J);
      assertThat(chosen.describe()).startsWith("gradients by dl4j: ND4J");
    }
  }

  @Test
  void aBackendThatCannotNamesWhatItCanAndTheWayOut() {
    assertThatThrownBy(() -> ChosenBackend.of(Backend.VECTOR, TorchDevice.CPU, model("lenet")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "train.backend: vector does not compute the gradients of the model 'lenet': its layers are not all dense ones with ReLU, as those of lr and mlp are; choose torch or dl4j, or auto for the fastest");
  }

  /** Only torch computes there, so a wish for a GPU is one for torch. */
  @ParameterizedTest
  @CsvSource({"lr", "mlp", "lenet", "cnn"})
  void aGpuIsForTorch(String model) {
    ChosenBackend chosen = ChosenBackend.of(Backend.AUTO, TorchDevice.CUDA, model(model));
    assertThat(chosen)
        .isEqualTo(new ChosenBackend(Backend.TORCH, true, new TorchBackend(TorchDevice.CUDA)));
  }

  @Test
  void aGpuForAnotherBackendIsRefused() {
    assertThatThrownBy(() -> ChosenBackend.of(Backend.VECTOR, TorchDevice.CUDA, model("lr")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "train.torchDevice: cuda is for the backend torch, but the gradients of the model 'lr' are computed by vector; set train.backend = torch, or set train.torchDevice = cpu");
  }

  /** What is fastest on a processor does not change because there may be a GPU. */
  @Test
  void aGpuIfThereIsOneDoesNotChangeTheBackend() {
    assertThat(ChosenBackend.of(Backend.AUTO, TorchDevice.AUTO, model("lr")).name())
        .isEqualTo(Backend.VECTOR);
    assertThat(ChosenBackend.of(Backend.AUTO, TorchDevice.AUTO, model("lenet")).gradients())
        .isEqualTo(new TorchBackend(TorchDevice.AUTO));
  }

  private static ModelDefinition model(String name) {
    return ModelZoo.definition(name, 1, 28, 28, 10);
  }
}
