package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hyperprism.experiment.configuration.Backend;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenBackendTest {

  @ParameterizedTest
  @CsvSource({"lr, VECTOR", "mlp, VECTOR", "lenet, TORCH", "cnn, TORCH"})
  void autoTakesTheFastestThatSupportsTheModel(String model, Backend expected) {
    ChosenBackend chosen = ChosenBackend.of(Backend.AUTO, model(model));
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
      ChosenBackend chosen = ChosenBackend.of(Backend.DL4J, model(name));
      assertThat(chosen.name()).isEqualTo(Backend.DL4J);
      assertThat(chosen.describe()).startsWith("gradients by dl4j: ND4J");
    }
  }

  @Test
  void aBackendThatCannotNamesWhatItCanAndTheWayOut() {
    assertThatThrownBy(() -> ChosenBackend.of(Backend.VECTOR, model("lenet")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "train.backend: vector does not compute the gradients of the model 'lenet': its layers are not all dense ones with ReLU, as those of lr and mlp are; choose torch or dl4j, or auto for the fastest");
  }

  private static ModelDefinition model(String name) {
    return ModelZoo.definition(name, 1, 28, 28, 10);
  }
}
