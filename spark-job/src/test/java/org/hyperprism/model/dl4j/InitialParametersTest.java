package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InitialParametersTest {

  /**
   * Largest and smallest of n uniform values in (-a, a) are within 2a(1 - 20 / n) of each other
   * except once in e^10 times; both starts have them near the same a.
   */
  @ParameterizedTest
  @ValueSource(strings = {"lr", "mlp", "lenet", "cnn"})
  void theStartIsSpreadLikeThatOfDeeplearning4j(String name) {
    Dl4jRuntime.start();
    ModelDefinition model = ModelZoo.definition(name, 2, 19, 16, 7);
    MultiLayerNetwork theirs = new MultiLayerNetwork(NetworkConfigurations.of(model));
    theirs.init();
    MultiLayerNetwork ours = new MultiLayerNetwork(NetworkConfigurations.of(model));
    float[] start = model.initialParameters(new RandomStreams(1));
    ours.init(Nd4j.create(start, new long[] {1, start.length}, 'c').castTo(DataType.FLOAT), false);
    assertThat(theirs.numParams()).isEqualTo(start.length);
    for (Map.Entry<String, INDArray> parameter : ours.paramTable().entrySet()) {
      INDArray mine = parameter.getValue();
      INDArray other = theirs.getParam(parameter.getKey());
      assertThat(mine.shape()).isEqualTo(other.shape());
      if (parameter.getKey().endsWith("_b")) {
        assertThat(mine.amaxNumber().doubleValue()).isZero();
        assertThat(other.amaxNumber().doubleValue()).isZero();
        continue;
      }
      double bound = other.amaxNumber().doubleValue();
      double closeness = bound * 40 / mine.length();
      assertThat(mine.maxNumber().doubleValue())
          .as("largest of %s", parameter.getKey())
          .isCloseTo(bound, within(closeness));
      assertThat(mine.minNumber().doubleValue())
          .as("smallest of %s", parameter.getKey())
          .isCloseTo(-bound, within(closeness));
      assertThat(mine.meanNumber().doubleValue())
          .as("mean of %s", parameter.getKey())
          .isCloseTo(0, within(4 * bound / Math.sqrt(3.0 * mine.length())));
    }
  }
}
