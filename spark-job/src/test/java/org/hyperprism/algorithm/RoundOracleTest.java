package org.hyperprism.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One round on the path graph 0-1-2, against values computed outside this code. */
class RoundOracleTest {

  /** Weights are float32: half a unit in the last place is below 1.2e-7 of values up to 2. */
  private static final double FLOAT32 = 1.2e-7;

  private static final Graph PATH = Graph.of(3, new int[] {0, 1}, new int[] {1, 2});
  private static final ParameterLayout ONE = ParameterLayout.of(ModelPart.DECISION, 1);
  private static final float[] WEIGHTS = {1, -1, 2};
  private static final double[] GRADIENTS = {0.5, -1, 2};

  @ParameterizedTest
  @CsvSource({
    "ATC,     1, 0,   0.33333333, 0.66666667, 1",
    "ATC,     3, 0,   0.69336127, 1.38672255, 1.70997595",
    "CTA,     1, 0.1, 0.28333333, 0.76666667, 0.8",
    "CTA,     3, 0.1, 0.65679911, 1.40384431, 1.68686533",
    "ATC,     1, 0.1, 0.33333333, 0.61666667, 0.9",
    "ATC,     3, 0.1, 0.69336127, 1.37800079, 1.69849925",
    "PRIMAL,  1, 0.1, 0.33333333, 0.61666667, 0.9",
    "PRIMAL,  3, 0.1, 0.69005204, 1.25714135, 1.53897835",
  })
  void hyperPrism(
      StepOrder order, double p, double learningRate, double first, double second, double third) {
    Algorithm algorithm = new HyperPrism(ONE, p, p, order, learningRate, 1);
    float[] result = PlainRound.run(algorithm, PATH, WEIGHTS, (device, w) -> GRADIENTS[device]);
    double[] actual = {result[0], result[1], result[2]};
    // The expected values are printed with 8 decimals.
    assertThat(actual).containsExactly(new double[] {first, second, third}, within(FLOAT32));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.95, -0.9, 1.8", "3, 0.98304757, -0.96548938, 1.98319248"})
  void mirrorStepsBeforeTheExchange(double p, double first, double second, double third) {
    Algorithm algorithm = new HyperPrism(ONE, p, p, StepOrder.ATC, 0.1, 1);
    Graph noLinks = Graph.of(3, new int[0], new int[0]);
    float[] result = PlainRound.run(algorithm, noLinks, WEIGHTS, (device, w) -> GRADIENTS[device]);
    double[] actual = {result[0], result[1], result[2]};
    assertThat(actual).containsExactly(new double[] {first, second, third}, within(FLOAT32));
  }

  @ParameterizedTest
  @CsvSource({
    "CTA, 1, 0, 0.3, 0.6",
    "CTA, 2, 0.1, 0.57, 1.04",
    "CTA, 3, 0.246666666667, 0.813, 1.379333333333",
    "ATC, 1, 0.1, 0.3, 0.5",
    "ATC, 2, 0.25, 0.57, 0.89",
    "ATC, 3, 0.421, 0.813, 1.205",
  })
  void dpsgdOnQuadratics(StepOrder order, int rounds, double first, double second, double third) {
    double[] optimum = {0, 3, 6};
    Algorithm algorithm = new Dpsgd(ONE, order, 0.1, 1);
    float[] weights = {0, 0, 0};
    for (int t = 0; t < rounds; t++) {
      weights = PlainRound.run(algorithm, PATH, weights, (device, w) -> w - optimum[device]);
    }
    double[] actual = {weights[0], weights[1], weights[2]};
    assertThat(actual).containsExactly(new double[] {first, second, third}, within(2 * FLOAT32));
  }

  @ParameterizedTest
  @CsvSource({"ATC, ATC", "CTA, CTA", "PRIMAL, ATC"})
  void exponentOneIsDpsgdBitForBit(StepOrder order, StepOrder linearOrder) {
    for (int steps = 1; steps <= 3; steps++) {
      Algorithm hyperPrism = new HyperPrism(ONE, 1, 1, order, 0.07, steps);
      Algorithm dpsgd = new Dpsgd(ONE, linearOrder, 0.07, steps);
      float[] one = {0.3f, -1.7f, 2.1f};
      float[] other = one.clone();
      for (int t = 0; t < 20; t++) {
        PlainRound.ScalarGradient gradient = (device, w) -> Math.sin(w + device) + 0.1;
        one = PlainRound.run(hyperPrism, PATH, one, gradient);
        other = PlainRound.run(dpsgd, PATH, other, gradient);
        assertThat(one).isEqualTo(other);
      }
    }
  }

  @Test
  void severalLocalStepsSubtractTheSumOfTheirGradientsInCta() {
    Algorithm algorithm = new Dpsgd(ONE, StepOrder.CTA, 0.1, 2);
    Graph noLinks = Graph.of(3, new int[0], new int[0]);
    float[] result = PlainRound.run(algorithm, noLinks, WEIGHTS, (device, w) -> w);
    // Alone, two steps of w <- w - 0.1 w leave 0.81 w.
    double[] actual = {result[0], result[1], result[2]};
    assertThat(actual).containsExactly(new double[] {0.81, -0.81, 1.62}, within(2 * FLOAT32));
  }

  @Test
  void eachPartHasItsOwnExponent() {
    ParameterLayout layout =
        new ParameterLayout(
            2,
            java.util.List.of(
                new ParameterLayout.Range(ModelPart.REPRESENTATION, 0, 1),
                new ParameterLayout.Range(ModelPart.DECISION, 1, 2)));
    HyperPrism algorithm = new HyperPrism(layout, 3, 1, StepOrder.ATC, 0.1, 1);
    float[][] vectors = {{1, 1}};
    DeviceVectors device = new DeviceVectors(vectors);
    algorithm.localStep(
        device,
        (step, weights, offset, gradient, gradientOffset) -> {
          gradient[gradientOffset] = 1;
          gradient[gradientOffset + 1] = 1;
          return 0;
        },
        new Workspace(2));
    assertThat(vectors[0])
        .containsExactly(new float[] {(float) Math.cbrt(0.9), 0.9f}, within(1e-7f));
    assertThat(algorithm.exponents())
        .containsEntry(ModelPart.REPRESENTATION, 3.0)
        .containsEntry(ModelPart.DECISION, 1.0);
  }
}
