package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend keeps to; a test class for each says which backend and which models. */
public abstract class GradientOracleContract extends EvaluationContract {

  /**
   * The reference computes the loss in double precision, so that its difference quotient (step
   * 1e-6, error below 1e-8) leaves only the oracle's float rounding: sums of some thousand products
   * at 6e-8 each, here some 1e-6 of the layer's largest gradient.
   */
  @ParameterizedTest
  @MethodSource("models")
  void theGradientIsTheSlopeOfTheReferenceLoss(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 3, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] gradient = new float[weights.length];
    double[] exact = doubles(weights);
    try (GradientOracle oracle = oracle(model, 3)) {
      double loss = oracle.gradient(weights, 0, batch, gradient, 0);
      assertThat(loss).isCloseTo(new ReferenceNetwork(model, exact).meanLoss(batch), within(1e-5));
    }
    double norm = 0;
    for (float value : gradient) {
      norm += (double) value * value;
    }
    norm = Math.sqrt(norm);
    UniformRandomProvider random = new RandomStreams(3).stream(Purpose.EVALUATION);
    int step = Math.max(1, weights.length / 60);
    for (int i = 0; i < weights.length; i += 1 + random.nextInt(2 * step)) {
      double[] direction = new double[weights.length];
      direction[i] = 1;
      assertThat((double) gradient[i])
          .as("parameter %d of %s", i, name)
          .isCloseTo(slope(model, exact, direction, batch), within(1e-5 * norm));
    }
    // The biases: first in the first layer of lenet and cnn, last in the last layer of all.
    for (int i : new int[] {0, 1, weights.length - 2, weights.length - 1}) {
      double[] direction = new double[weights.length];
      direction[i] = 1;
      assertThat((double) gradient[i])
          .as("parameter %d of %s", i, name)
          .isCloseTo(slope(model, exact, direction, batch), within(1e-5 * norm));
    }
  }

  /** One direction that involves every parameter, of all layers, weights and biases. */
  @ParameterizedTest
  @MethodSource("models")
  void theWholeGradientIsTheSlopeAlongItself(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 5, 4);
    float[] weights = ExampleBatches.weights(model, 5);
    float[] gradient = new float[weights.length];
    try (GradientOracle oracle = oracle(model, 8)) {
      oracle.gradient(weights, 0, batch, gradient, 0);
    }
    double[] direction = doubles(gradient);
    double norm = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
    double[] unit = Arrays.stream(direction).map(v -> v / norm).toArray();
    assertThat(slope(model, doubles(weights), unit, batch)).isCloseTo(norm, within(1e-4 * norm));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSameQuestionHasTheSameAnswerToTheBit(String name) throws Exception {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 16, 6);
    Batch other = ExampleBatches.uniform(model, 7, 7);
    float[] weights = ExampleBatches.weights(model, 8);
    float[] otherWeights = ExampleBatches.weights(model, 9);
    float[] first = new float[weights.length];
    float[] again = new float[weights.length];
    try (GradientOracle oracle = oracle(model, 16);
        GradientOracle neighbour = oracle(small("mlp"), 16)) {
      double loss = oracle.gradient(weights, 0, batch, first, 0);
      Evaluation evaluation = oracle.evaluate(weights, 0, batch);

      oracle.gradient(otherWeights, 0, other, again, 0);
      oracle.evaluate(otherWeights, 0, other);
      neighbour.evaluate(ExampleBatches.weights(small("mlp"), 1), 0, other);

      assertThat(oracle.gradient(weights, 0, batch, again, 0)).isEqualTo(loss);
      assertThat(Arrays.mismatch(again, first)).isEqualTo(-1);
      assertThat(oracle.evaluate(weights, 0, batch)).isEqualTo(evaluation);
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<float[]> one = threads.submit(() -> gradientsInThisThread(model, weights, batch));
      Future<float[]> two = threads.submit(() -> gradientsInThisThread(model, weights, batch));
      assertThat(Arrays.mismatch(one.get(), first)).isEqualTo(-1);
      assertThat(Arrays.mismatch(two.get(), first)).isEqualTo(-1);
    } finally {
      threads.shutdown();
    }
  }

  private float[] gradientsInThisThread(ModelDefinition model, float[] weights, Batch batch) {
    float[] gradient = new float[weights.length];
    try (GradientOracle oracle = oracle(model, batch.capacity())) {
      for (int repetition = 0; repetition < 20; repetition++) {
        oracle.gradient(weights, 0, batch, gradient, 0);
      }
    }
    return gradient;
  }

  @ParameterizedTest
  @MethodSource("models")
  void aClosedOracleLeavesTheOthersOfItsThreadAlone(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 8, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] before = new float[weights.length];
    float[] after = new float[weights.length];
    try (GradientOracle oracle = oracle(model, 8)) {
      oracle.gradient(weights, 0, batch, before, 0);
      GradientOracle other = oracle(model, 8);
      other.gradient(weights, 0, batch, after, 0);
      other.close();
      other.close();
      oracle.gradient(weights, 0, batch, after, 0);
      assertThat(Arrays.mismatch(after, before)).isEqualTo(-1);
      assertThatThrownBy(() -> other.evaluate(weights, 0, batch))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void weightsAndGradientLieAnywhereInTheirArrays() {
    LayeredModel model = small("mlp");
    Batch batch = ExampleBatches.uniform(model, 8, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    int parameters = weights.length;
    float[] threeModels = new float[3 * parameters];
    System.arraycopy(weights, 0, threeModels, parameters, parameters);
    float[] gradient = new float[parameters];
    float[] amongOthers = new float[parameters + 2];
    Arrays.fill(amongOthers, 42);
    try (GradientOracle oracle = oracle(model, 8)) {
      oracle.gradient(weights, 0, batch, gradient, 0);
      oracle.gradient(threeModels, parameters, batch, amongOthers, 1);
      assertThat(Arrays.mismatch(Arrays.copyOfRange(amongOthers, 1, parameters + 1), gradient))
          .isEqualTo(-1);
      assertThat(amongOthers[0]).isEqualTo(42);
      assertThat(amongOthers[parameters + 1]).isEqualTo(42);
      assertThat(oracle.evaluate(threeModels, parameters, batch))
          .isEqualTo(oracle.evaluate(weights, 0, batch));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void weightsOfSamplesCountWhereTheBackendSaysSo(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 4, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] plain = new float[weights.length];
    float[] weighted = new float[weights.length];
    Arrays.fill(batch.weights(), 2);
    try (GradientOracle oracle = oracle(model, 4)) {
      double loss = oracle.gradient(weights, 0, batch, plain, 0);
      batch.setWeighted(true);
      double twice = oracle.gradient(weights, 0, batch, weighted, 0);
      float factor = backend().weighsSamples() ? 2 : 1;
      assertThat(twice).isEqualTo(factor * loss);
      for (int i = 0; i < plain.length; i++) {
        plain[i] *= factor;
      }
      assertThat(Arrays.mismatch(weighted, plain)).isEqualTo(-1);
    }
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    LayeredModel model = small("lr");
    float[] weights = ExampleBatches.weights(model, 1);
    float[] gradient = new float[weights.length];
    Batch empty = new Batch(4, model.features());
    Batch five = ExampleBatches.uniform(model, 5, 1);
    Batch wide = new Batch(4, model.features() + 1);
    Batch mislabelled = ExampleBatches.uniform(model, 4, 1);
    mislabelled.labels()[2] = 4;
    try (GradientOracle oracle = oracle(model, 4)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> oracle.gradient(weights, 0, empty, gradient, 0))
          .withMessageContaining("1 to 4 samples");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> oracle.gradient(weights, 0, five, gradient, 0))
          .withMessageContaining("holds 5");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> oracle.evaluate(weights, 0, wide))
          .withMessageContaining("608 features");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> oracle.evaluate(weights, 0, mislabelled))
          .withMessageContaining("sample 2 of the batch has class 4");
      assertThatThrownBy(() -> oracle.evaluate(weights, 1, mislabelled))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(oracle.evaluate(weights, 0, empty)).isEqualTo(Evaluation.NOTHING);
    }
  }

  private static double slope(LayeredModel model, double[] at, double[] direction, Batch batch) {
    double step = 1e-6;
    double[] forward = at.clone();
    double[] backward = at.clone();
    for (int i = 0; i < at.length; i++) {
      forward[i] += step * direction[i];
      backward[i] -= step * direction[i];
    }
    return (new ReferenceNetwork(model, forward).meanLoss(batch)
            - new ReferenceNetwork(model, backward).meanLoss(batch))
        / (2 * step);
  }
}
