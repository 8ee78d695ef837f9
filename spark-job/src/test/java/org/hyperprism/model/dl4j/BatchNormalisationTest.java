package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.hyperprism.data.Batch;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

class BatchNormalisationTest {

  private static final int SIZE = 16;

  /** The first layer's statistics are those of the features, so that they can be computed here. */
  private static ImportedModel normalisesFeatures(boolean logarithm) {
    return ExampleNetworks.read(
        ExampleNetworks.finish(
            ExampleNetworks.begin()
                .layer(new BatchNormalization.Builder().decay(0.8).useLogStd(logarithm).build())
                .layer(ExampleNetworks.output())));
  }

  @Test
  void runningStatisticsAreAPartOfTheirOwn() {
    assertThat(normalisesFeatures(false).layout().ranges())
        .containsExactly(
            new Range(ModelPart.DECISION, 0, 4),
            new Range(ModelPart.STATISTICS, 4, 8),
            new Range(ModelPart.DECISION, 8, 8 + 240 * 4 + 4));
    assertThat(ExampleNetworks.read(ExampleNetworks.normalised()).layout().ranges())
        .extracting(Range::part)
        .containsExactly(
            ModelPart.REPRESENTATION,
            ModelPart.STATISTICS,
            ModelPart.DECISION,
            ModelPart.STATISTICS,
            ModelPart.DECISION);
  }

  @Test
  void scaleAndVarianceStartAtOneShiftAndMeanAtZero() {
    float[] start = normalisesFeatures(false).initialParameters(new RandomStreams(1));
    assertThat(List.of(start[0], start[1], start[2], start[3], start[4], start[5]))
        .containsExactly(1f, 1f, 0f, 0f, 0f, 0f);
    assertThat(List.of(start[6], start[7])).containsExactly(1f, 1f);
  }

  /** Batch of any size: the decrement is no sum over samples. */
  @Test
  void statisticsMinusGradientIsTheNextMovingAverage() {
    for (boolean logarithm : new boolean[] {false, true}) {
      ImportedModel model = normalisesFeatures(logarithm);
      Batch batch = ExampleBatches.uniform(model, SIZE, 1);
      float[] weights = model.initialParameters(new RandomStreams(1));
      float[] gradient = new float[weights.length];
      try (GradientOracle oracle = new Dl4jBackend().oracle(model, SIZE)) {
        oracle.gradient(weights, 0, batch, gradient, 0);
      }
      for (int channel = 0; channel < 2; channel++) {
        double mean = moment(batch, channel, 0, 1);
        double variance = moment(batch, channel, mean, 2);
        double before = weights[6 + channel];
        double nextMean = weights[4 + channel] - gradient[4 + channel];
        double next = before - gradient[6 + channel];
        assertThat(nextMean).isCloseTo(0.2 * mean, within(1e-5));
        double nextVariance = logarithm ? Math.pow(10, 2 * next) : next;
        double beforeVariance = logarithm ? Math.pow(10, 2 * before) : before;
        assertThat(nextVariance).isCloseTo(0.8 * beforeVariance + 0.2 * variance, within(1e-5));
      }
    }
  }

  private static double moment(Batch batch, int channel, double around, int power) {
    int area = ExampleNetworks.HEIGHT * ExampleNetworks.WIDTH;
    double sum = 0;
    for (int sample = 0; sample < batch.size(); sample++) {
      for (int i = 0; i < area; i++) {
        float value = batch.features()[(sample * 2 + channel) * area + i];
        sum += Math.pow(value - around, power);
      }
    }
    return sum / (batch.size() * area);
  }

  /** In an evaluation no sample sees another one, nor is anything remembered. */
  @Test
  void evaluationUsesTheRunningStatisticsAndChangesNothing() {
    ImportedModel model = ExampleNetworks.read(ExampleNetworks.normalised());
    Batch batch = ExampleBatches.uniform(model, SIZE, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] before = weights.clone();
    float[] gradient = new float[weights.length];
    try (GradientOracle whole = new Dl4jBackend().oracle(model, SIZE);
        GradientOracle single = new Dl4jBackend().oracle(model, 1)) {
      Evaluation together = whole.evaluate(weights, 0, batch);
      double trainingLoss = whole.gradient(weights, 0, batch, gradient, 0);
      assertThat(whole.evaluate(weights, 0, batch)).isEqualTo(together);
      Evaluation oneByOne = single.evaluate(weights, 0, batch);
      assertThat(oneByOne.correct()).isEqualTo(together.correct());
      assertThat(oneByOne.meanLoss()).isCloseTo(together.meanLoss(), within(1e-5));
      assertThat(together.meanLoss()).isNotCloseTo(trainingLoss, within(1e-3));
      assertThat(weights).isEqualTo(before);
    }
  }

  /** With the statistics of the batch itself, evaluation is what training sees. */
  @Test
  void afterManyAveragesOfOneBatchEvaluationEqualsTraining() {
    ImportedModel model = ExampleNetworks.read(ExampleNetworks.normalised());
    Batch batch = ExampleBatches.uniform(model, SIZE, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] gradient = new float[weights.length];
    try (GradientOracle oracle = new Dl4jBackend().oracle(model, SIZE)) {
      double trainingLoss = 0;
      for (int round = 0; round < 150; round++) {
        trainingLoss = oracle.gradient(weights, 0, batch, gradient, 0);
        for (Range range : model.layout().ranges(ModelPart.STATISTICS)) {
          for (int i = range.from(); i < range.to(); i++) {
            weights[i] -= gradient[i];
          }
        }
      }
      assertThat(oracle.evaluate(weights, 0, batch).meanLoss())
          .isCloseTo(trainingLoss, within(1e-4));
    }
  }
}
