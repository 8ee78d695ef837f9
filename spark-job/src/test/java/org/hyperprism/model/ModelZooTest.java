package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelZooTest {

  @ParameterizedTest
  @CsvSource({
    "lr, 1, 28, 7850",
    "mlp, 1, 28, 101770",
    "lenet, 1, 28, 431080",
    "cnn, 3, 32, 878538",
    "cnn, 1, 28, 582026"
  })
  void theModelsHaveTheirKnownSizes(String name, int channels, int side, int parameters) {
    ModelDefinition model = ModelZoo.definition(name, channels, side, side, 10);
    assertThat(model.layout().parameters()).isEqualTo(parameters);
    assertThat(model.initialParameters(new RandomStreams(1))).hasSize(parameters);
  }

  @Test
  void convolutionLayersRepresentAndConnectedLayersDecide() {
    assertThat(ModelZoo.definition("lenet", 1, 28, 28, 10).layout().ranges())
        .containsExactly(
            new Range(ModelPart.REPRESENTATION, 0, 25_570),
            new Range(ModelPart.DECISION, 25_570, 431_080));
    assertThat(ModelZoo.definition("mlp", 1, 28, 28, 10).layout().ranges())
        .containsExactly(new Range(ModelPart.DECISION, 0, 101_770));
  }

  @Test
  void aWrongNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> ModelZoo.definition("lanet", 1, 28, 28, 10))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "model: there is no model named lanet; did you mean lenet? Known models: lr, mlp, lenet, cnn; or the name of a file that ends in .json, with a network of your own");
  }

  @Test
  void aTableHasNoRoomForConvolutions() {
    assertThatThrownBy(() -> ModelZoo.definition("lenet", 1, 1, 30, 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "model: 'lenet' does not fit samples of 1 channels x 1 rows x 30 columns")
        .hasMessageContaining("lr or mlp");
    assertThat(ModelZoo.definition("lr", 1, 1, 30, 2).layout().parameters()).isEqualTo(62);
  }

  @Test
  void theSmallestSquareForConvolutionsHasSixteenRows() {
    assertThat(ModelZoo.definition("cnn", 1, 16, 16, 2).features()).isEqualTo(256);
    assertThatThrownBy(() -> ModelZoo.definition("cnn", 1, 15, 16, 2))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void theStartIsTheSameForOneSeedAndAnotherForAnother() {
    ModelDefinition model = ModelZoo.definition("mlp", 1, 8, 8, 10);
    float[] start = model.initialParameters(new RandomStreams(7));
    assertThat(model.initialParameters(new RandomStreams(7))).isEqualTo(start);
    assertThat(model.initialParameters(new RandomStreams(8))).isNotEqualTo(start);
  }

  /** These bits are part of every published result. */
  @Test
  void theStartOfSeedOneStaysWhatItIs() {
    float[] start =
        ModelZoo.definition("lr", 1, 28, 28, 10).initialParameters(new RandomStreams(1));
    assertThat(Arrays.hashCode(start)).isEqualTo(1354108945);
  }

  @Test
  void anOutputLayerEndsTheModelAndNothingElse() {
    assertThatThrownBy(
            () -> new LayeredModel("x", 1, 4, 4, 2, List.of(new LayerDefinition.Dense(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output layer");
  }
}
