package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.vector.VectorBackend;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every gradient is the slope of the loss, along many directions.
 *
 * <p>The loss is that of the same network in double precision, so that a central difference of step
 * 1e-6 is exact to some 1e-8; what is left is the float rounding of the gradient, below 1e-5 of its
 * norm on these networks. The bound leaves a factor of ten, and is a hundredth of what a gradient
 * wrong by 1% in one layer is off by (see the last test).
 */
class FiniteDifferencesTest {

  private static final double STEP = 1e-6;
  private static final double BOUND = 1e-4;

  static Stream<Arguments> models() {
    return Stream.of(
        model("lr", () -> ModelZoo.definition("lr", 1, 28, 28, 10)),
        model("mlp", () -> ModelZoo.definition("mlp", 1, 28, 28, 10)),
        vector("lr", () -> ModelZoo.definition("lr", 1, 28, 28, 10)),
        vector("mlp", () -> ModelZoo.definition("mlp", 1, 28, 28, 10)),
        vector("lr of odd size", () -> ModelZoo.definition("lr", 1, 5, 7, 3)),
        vector("mlp of odd size", () -> ModelZoo.definition("mlp", 3, 5, 7, 11)),
        torch("lr", () -> ModelZoo.definition("lr", 1, 28, 28, 10)),
        torch("mlp", () -> ModelZoo.definition("mlp", 1, 28, 28, 10)),
        torch("lenet", () -> ModelZoo.definition("lenet", 1, 28, 28, 10)),
        torch("cnn", () -> ModelZoo.definition("cnn", 3, 32, 32, 10)),
        torch("normalised", () -> ExampleNetworks.read(ExampleNetworks.normalised())),
        model("lenet", () -> ModelZoo.definition("lenet", 1, 28, 28, 10)),
        model("cnn", () -> ModelZoo.definition("cnn", 3, 32, 32, 10)),
        model("normalised", () -> ExampleNetworks.read(ExampleNetworks.normalised())),
        model("various", () -> ExampleNetworks.read(ExampleNetworks.various())),
        model("sequences", () -> ExampleNetworks.read(ExampleNetworks.sequences())));
  }

  private static Arguments model(String name, Supplier<ModelDefinition> model) {
    return Arguments.of(Named.of(name, model), new Dl4jBackend());
  }

  private static Arguments vector(String name, Supplier<ModelDefinition> model) {
    return Arguments.of(Named.of(name, model), new VectorBackend());
  }

  private static Arguments torch(String name, Supplier<ModelDefinition> model) {
    return Arguments.of(Named.of(name, model), new TorchBackend());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyGradientIsTheSlopeOfTheLoss(
      Supplier<ModelDefinition> supplier, GradientBackend backend) {
    Dl4jRuntime.start();
    check(supplier.get(), backend, 1);
  }

  @Test
  void aGradientWrongByOneHundredthInItsLastRangeIsFound() {
    Dl4jRuntime.start();
    ModelDefinition model = ExampleNetworks.read(ExampleNetworks.normalised());
    assertThatThrownBy(() -> check(model, new Dl4jBackend(), 1.01))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("direction 0 in Range[part=DECISION");
  }

  /**
   * Compares along the gradient and three random directions, in all parameters and in each range.
   */
  private static void check(ModelDefinition model, GradientBackend backend, double wrong) {
    Batch batch = ExampleBatches.uniform(model, 4, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] gradient = new float[weights.length];
    DoubleLoss loss = new DoubleLoss(model, weights, batch);
    try (GradientOracle oracle = backend.oracle(model, 4)) {
      double mean = oracle.gradient(weights, 0, batch, gradient, 0);
      assertThat(mean).isCloseTo(loss.along(new double[weights.length], 0), within(1e-5));
    }
    ParameterLayout.Range last =
        model.layout().ranges(ModelPart.DECISION).stream()
            .reduce((first, second) -> second)
            .orElseGet(() -> model.layout().ranges().get(0));
    for (int i = last.from(); i < last.to(); i++) {
      gradient[i] *= (float) wrong;
    }
    Random random = new Random(3);
    for (ParameterLayout.Range range : model.layout().ranges()) {
      if (!range.part().isTrained()) {
        continue;
      }
      for (int direction = 0; direction < 4; direction++) {
        double[] unit = new double[weights.length];
        double square = 0;
        for (int i = range.from(); i < range.to(); i++) {
          unit[i] = direction == 0 ? gradient[i] : random.nextGaussian();
          square += unit[i] * unit[i];
        }
        double expected = 0;
        double norm = 0;
        for (int i = range.from(); i < range.to(); i++) {
          unit[i] /= Math.sqrt(square);
          expected += unit[i] * gradient[i];
          norm += (double) gradient[i] * gradient[i];
        }
        assertThat(norm).as("gradient in %s", range).isPositive();
        assertThat((loss.along(unit, STEP) - loss.along(unit, -STEP)) / (2 * STEP))
            .as("direction %d in %s", direction, range)
            .isCloseTo(expected, within(BOUND * Math.sqrt(norm)));
      }
    }
  }

  /** The mean loss of a batch near some weights, with the network in double precision. */
  private static final class DoubleLoss {

    private final MultiLayerNetwork network;
    private final float[] weights;

    DoubleLoss(ModelDefinition model, float[] weights, Batch batch) {
      this.weights = weights;
      MultiLayerConfiguration configuration = NetworkConfigurations.of(model);
      configuration.setDataType(DataType.DOUBLE);
      configuration.getConfs().forEach(layer -> layer.setDataType(DataType.DOUBLE));
      network = new MultiLayerNetwork(configuration);
      network.init(Nd4j.create(DataType.DOUBLE, 1, weights.length), false);
      network.initGradientsView();
      double[] features = new double[batch.size() * model.features()];
      double[] labels = new double[batch.size() * model.classes()];
      for (int i = 0; i < features.length; i++) {
        features[i] = batch.features()[i];
      }
      for (int i = 0; i < batch.size(); i++) {
        labels[i * model.classes() + batch.labels()[i]] = 1;
      }
      int size = batch.size();
      int[] shape =
          switch (model.sampleForm()) {
            case FEATURES -> new int[] {size, model.features()};
            case IMAGE -> new int[] {size, model.channels(), model.height(), model.width()};
            case SEQUENCE -> new int[] {size, model.channels() * model.height(), model.width()};
          };
      network.setInput(Nd4j.create(features, shape, 'c'));
      network.setLabels(Nd4j.create(labels, new int[] {size, model.classes()}, 'c'));
    }

    double along(double[] direction, double step) {
      double[] moved = new double[weights.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = weights[i] + step * direction[i];
      }
      network.params().data().setData(moved);
      network.computeGradientAndScore();
      return network.score();
    }
  }
}
