package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.LayerDefinition.Convolution;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.MaximumPooling;
import org.hyperprism.model.LayerDefinition.Output;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelZoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against the networks that Deeplearning4j builds of its own layers. */
class LeanNetworkTest {

  /**
   * The same sums in another order: each of some ten thousand products, 6e-8 off each, which adds
   * up as its root does.
   */
  @ParameterizedTest
  @CsvSource({
    "lr, 1, 28, 28, 10, 32",
    "mlp, 1, 28, 28, 10, 32",
    "lenet, 1, 28, 28, 10, 32",
    "cnn, 3, 32, 32, 10, 19",
    "lenet, 2, 19, 16, 4, 1"
  })
  void lossAndGradientAreThoseOfPlainDeeplearning4j(
      String name, int channels, int height, int width, int classes, int size) {
    assertSameAsPlainDeeplearning4j(
        ModelZoo.definition(name, channels, height, width, classes), size);
  }

  private static void assertSameAsPlainDeeplearning4j(LayeredModel model, int size) {
    Dl4jRuntime.start();
    Batch batch = ExampleBatches.uniform(model, size, 1);
    MultiLayerNetwork plain = network(NetworkConfigurations.of(model), model, batch);
    MultiLayerNetwork lean = network(LeanNetwork.of(model), model, batch);

    assertThat(lean.score()).isCloseTo(plain.score(), within(1e-6 * (1 + plain.score())));
    INDArray expected = plain.getFlattenedGradients();
    assertThat(lean.getFlattenedGradients().shape()).isEqualTo(expected.shape());
    assertThat(lean.getFlattenedGradients().distance2(expected))
        .isLessThan(6e-6 * expected.norm2Number().doubleValue());
  }

  @Test
  void convolutionsWithoutPoolingToo() {
    LayeredModel model =
        new LayeredModel(
            "deep",
            3,
            12,
            11,
            4,
            List.of(
                new Convolution(3, 5),
                new Convolution(2, 16),
                new MaximumPooling(2),
                new MaximumPooling(2),
                new Convolution(2, 7),
                new Dense(6),
                new Output()));
    assertSameAsPlainDeeplearning4j(model, 9);
  }

  private static MultiLayerNetwork network(
      MultiLayerConfiguration configuration, LayeredModel model, Batch batch) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    float[] weights = ExampleBatches.weights(model, 2);
    network.init(Nd4j.create(weights, new long[] {1, weights.length}, 'c'), false);
    network.initGradientsView();
    NativeBatch inputs = new NativeBatch(model, batch.capacity());
    network.setInput(inputs.loadFeatures(batch, 0, batch.size()));
    network.setLabels(inputs.loadLabels(batch, batch.size()));
    network.computeGradientAndScore();
    return network;
  }

  @Test
  void parametersLieWhereTheyLieInPlainDeeplearning4j() {
    Dl4jRuntime.start();
    LayeredModel model = ModelZoo.definition("cnn", 3, 32, 32, 10);
    MultiLayerNetwork plain = new MultiLayerNetwork(NetworkConfigurations.of(model));
    MultiLayerNetwork lean = new MultiLayerNetwork(LeanNetwork.of(model));
    float[] places = new float[model.layout().parameters()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    for (MultiLayerNetwork network : new MultiLayerNetwork[] {plain, lean}) {
      network.init(
          Nd4j.create(places, new long[] {1, places.length}, 'c').castTo(DataType.FLOAT), false);
    }
    assertThat(lean.paramTable().values()).containsExactlyElementsOf(plain.paramTable().values());
  }
}
