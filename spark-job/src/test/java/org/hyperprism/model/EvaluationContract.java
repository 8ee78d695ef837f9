package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.data.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend keeps to when it evaluates models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EvaluationContract {

  /** The backend to test. */
  protected abstract GradientBackend backend();

  /** The models of the zoo that it computes. */
  protected abstract List<String> models();

  final GradientOracle oracle(ModelDefinition model, int capacity) {
    return backend().oracle(model, capacity);
  }

  /** Rows and columns differ, and pooling leaves a row out: no mix-up stays hidden. */
  static LayeredModel small(String name) {
    return ModelZoo.definition(name, 2, 19, 16, 4);
  }

  @ParameterizedTest
  @MethodSource("models")
  void probabilitiesAreThoseOfTheLoss(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 11, 6);
    float[] weights = ExampleBatches.weights(model, 7);
    float[] probabilities = new float[11 * model.classes()];
    try (GradientOracle oracle = oracle(model, 4)) {
      oracle.probabilities(weights, 0, batch, probabilities);
      double loss = 0;
      for (int i = 0; i < batch.size(); i++) {
        double sum = 0;
        for (int k = 0; k < model.classes(); k++) {
          sum += probabilities[i * model.classes() + k];
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        loss -= Math.log(probabilities[i * model.classes() + batch.labels()[i]]);
      }
      assertThat(loss / batch.size())
          .isCloseTo(oracle.evaluate(weights, 0, batch).meanLoss(), within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void evaluationCountsWhatTheReferenceRanksFirst(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 50, 10);
    float[] weights = ExampleBatches.weights(model, 11);
    ReferenceNetwork reference = new ReferenceNetwork(model, doubles(weights));
    int correct = 0;
    for (int sample = 0; sample < batch.size(); sample++) {
      double[] ranking = reference.logProbabilities(batch, sample);
      double highest = Arrays.stream(ranking).max().orElseThrow();
      correct += ranking[batch.labels()[sample]] == highest ? 1 : 0;
    }
    // 50 samples through room for 16: three full parts and one of two.
    try (GradientOracle oracle = oracle(model, 16)) {
      Evaluation evaluation = oracle.evaluate(weights, 0, batch);
      assertThat(evaluation.samples()).isEqualTo(50);
      assertThat(evaluation.correct()).isEqualTo(correct).isBetween(1, 49);
      assertThat(evaluation.meanLoss()).isCloseTo(reference.meanLoss(batch), within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void severalModelsAreEvaluatedLikeOneAfterTheOther(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 300, 10);
    int parameters = model.layout().parameters();
    float[] models = new float[1 + 3 * parameters];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(ExampleBatches.weights(model, i), 0, models, 1 + i * parameters, parameters);
    }
    try (GradientOracle oracle = oracle(model, 200)) {
      assertThat(oracle.evaluate(models, 1, 3, batch))
          .containsExactly(
              oracle.evaluate(models, 1, batch),
              oracle.evaluate(models, 1 + parameters, batch),
              oracle.evaluate(models, 1 + 2 * parameters, batch));
      assertThat(oracle.evaluate(models, 1, 0, batch)).isEmpty();
      assertThat(oracle.evaluate(models, models.length, 0, batch)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theClassesRankedFirstAreThoseOfTheEvaluation(String name) {
    LayeredModel model = small(name);
    Batch batch = ExampleBatches.uniform(model, 50, 13);
    float[] weights = ExampleBatches.weights(model, 14);
    int[] first = new int[50];
    try (GradientOracle oracle = oracle(model, 16)) {
      Evaluation evaluation = oracle.evaluate(weights, 0, batch, first);
      assertThat(oracle.evaluate(weights, 0, 1, batch)).containsExactly(evaluation);
      int correct = 0;
      for (int sample = 0; sample < 50; sample++) {
        correct += first[sample] == batch.labels()[sample] ? 1 : 0;
      }
      assertThat(correct).isEqualTo(evaluation.correct());
      oracle.evaluate(new float[weights.length], 0, batch, first);
      assertThat(first).containsOnly(0);
      Arrays.fill(weights, Float.NaN);
      oracle.evaluate(weights, 0, batch, first);
      assertThat(first).containsOnly(-1);
    }
  }

  @Test
  void amongEqualProbabilitiesTheLowestClassIsRankedFirst() {
    LayeredModel model = small("lr");
    Batch batch = ExampleBatches.uniform(model, 40, 12);
    long lowest = Arrays.stream(batch.labels()).filter(label -> label == 0).count();
    float[] zeros = new float[model.layout().parameters()];
    try (GradientOracle oracle = oracle(model, 40)) {
      Evaluation evaluation = oracle.evaluate(zeros, 0, batch);
      assertThat(evaluation.correct()).isEqualTo((int) lowest).isBetween(1, 39);
      assertThat(evaluation.meanLoss()).isCloseTo(Math.log(4), within(1e-6));
    }
  }

  @Test
  void aModelThatHasLeftTheNumbersIsNeverRight() {
    LayeredModel model = small("lr");
    Batch batch = ExampleBatches.uniform(model, 10, 13);
    float[] weights = ExampleBatches.weights(model, 14);
    Arrays.fill(weights, Float.NaN);
    try (GradientOracle oracle = oracle(model, 10)) {
      Evaluation evaluation = oracle.evaluate(weights, 0, batch);
      assertThat(evaluation.correct()).isZero();
      assertThat(evaluation.meanLoss()).isNaN();
    }
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
