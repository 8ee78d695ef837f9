package org.hyperprism.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.MetropolisWeights;
import org.hyperprism.topology.RandomDensity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of a round in float64: against the oracle values, and the algorithms against them. */
class RoundDefinitionTest {

  private static final Graph PATH = Graph.of(3, new int[] {0, 1}, new int[] {1, 2});

  /** Half a unit of the last of 8 printed decimals. */
  private static final double PRINTED = 5.1e-9;

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
  void theRulesGiveTheOracleValues(
      StepOrder order, double p, double learningRate, double first, double second, double third) {
    double[] next =
        definition(
            order, p, learningRate, PATH, new double[] {1, -1, 2}, new double[] {0.5, -1, 2});
    assertThat(next).containsExactly(new double[] {first, second, third}, within(PRINTED));
  }

  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void theAlgorithmsFollowTheRules(StepOrder order) {
    Random random = new Random(4);
    int devices = 12;
    for (double p : new double[] {1, 1.7, 2, 3, 5, 9}) {
      Graph graph = new RandomDensity(devices, 0.4, 8).graph((int) (p * 10));
      float[] weights = new float[devices];
      double[] exact = new double[devices];
      double[] gradients = new double[devices];
      for (int i = 0; i < devices; i++) {
        // Positive weights and small steps: no cancellation to magnify float32's rounding.
        weights[i] = 0.5f + random.nextFloat();
        exact[i] = weights[i];
        gradients[i] = (float) random.nextGaussian();
      }
      Algorithm algorithm =
          new HyperPrism(ParameterLayout.of(ModelPart.DECISION, 1), p, p, order, 1e-3, 1);
      float[] actual = PlainRound.run(algorithm, graph, weights, (device, w) -> gradients[device]);
      double[] expected = definition(order, p, 1e-3, graph, exact, gradients);
      for (int i = 0; i < devices; i++) {
        assertThat((double) actual[i]).isCloseTo(expected[i], within(3e-7 * expected[i]));
      }
    }
  }

  private static double[] definition(
      StepOrder order,
      double p,
      double learningRate,
      Graph graph,
      double[] weights,
      double[] gradients) {
    int devices = weights.length;
    double[] sent = weights.clone();
    for (int i = 0; i < devices; i++) {
      switch (order) {
        case ATC ->
            sent[i] =
                SignedPower.root(SignedPower.power(weights[i], p) - learningRate * gradients[i], p);
        case PRIMAL -> sent[i] = weights[i] - learningRate * gradients[i];
        case CTA -> {}
      }
    }
    double[] next = new double[devices];
    for (int i = 0; i < devices; i++) {
      double mean = PowerMean.of(sent, MetropolisWeights.row(graph, i), p);
      next[i] =
          order == StepOrder.CTA
              ? SignedPower.root(SignedPower.power(mean, p) - learningRate * gradients[i], p)
              : mean;
    }
    return next;
  }
}
