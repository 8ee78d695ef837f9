package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrays that the zoo says its parameters are. */
class ParameterArraysTest {

  @ParameterizedTest
  @ValueSource(strings = {"lr", "mlp", "lenet", "cnn"})
  void areThoseOfDeeplearning4j(String name) {
    ModelDefinition model = ModelZoo.definition(name, 3, 32, 32, 10);
    Dl4jRuntime.start();
    assertThat(ParameterArrays.of(model))
        .isEqualTo(ParameterArrays.of(NetworkConfigurations.of(model)));
  }
}
