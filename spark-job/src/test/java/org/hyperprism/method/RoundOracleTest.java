package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.MetropolisWeights;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds of HyperPrism and D-PSGD on the path 0-1-2, against values computed outside this code. */
class RoundOracleTest {

  /** Half a unit of the last of 8 printed decimals. */
  private static final double PRINTED = 5.1e-9;

  private static final double EXACT = 1e-12;

  private static final Graph PATH = Graph.of(3, new int[] {0, 1}, new int[] {1, 2});
  private static final Graph NO_LINKS = Graph.of(3, new int[0], new int[0]);
  private static final double[] WEIGHTS = {1, -1, 2};
  private static final double[] GRADIENTS = {0.5, -1, 2};

  private static Method hyperPrism(double p, StepOrder order, double learningRate, int steps) {
    return ExampleMethods.hyperPrism(p, p, order, LocalTraining.plain(learningRate, 1), steps);
  }

  @ParameterizedTest
  @CsvSource({
    "CTA,     1, 0.1, 0.28333333, 0.76666667, 0.8",
    "CTA,     3, 0.1, 0.65679911, 1.40384431, 1.68686533",
    "ATC,     1, 0.1, 0.33333333, 0.61666667, 0.9",
    "ATC,     3, 0.1, 0.69336127, 1.37800079, 1.69849925",
    "PRIMAL,  1, 0.1, 0.33333333, 0.61666667, 0.9",
    "PRIMAL,  3, 0.1, 0.69005204, 1.25714135, 1.53897835",
  })
  void hyperPrismOnThePath(
      StepOrder order, double p, double learningRate, double first, double second, double third) {
    Float64Network network =
        Float64Network.scalar(
            hyperPrism(p, order, learningRate, 1), PATH, WEIGHTS, (i, w) -> GRADIENTS[i]);
    assertThat(network.rounds(1).models())
        .containsExactly(new double[] {first, second, third}, within(PRINTED));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.3333333333333333, 0.6666666666666666, 1",
    "3, 0.69336127, 1.38672255, 1.70997595"
  })
  void thePowerMeanAlone(double p, double first, double second, double third) {
    Float64Network network =
        Float64Network.scalar(hyperPrism(p, StepOrder.ATC, 0.1, 1), PATH, WEIGHTS, (i, w) -> 0);
    assertThat(network.rounds(1).models())
        .containsExactly(new double[] {first, second, third}, within(PRINTED));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.95, -0.9, 1.8", "3, 0.98304757, -0.96548938, 1.98319248"})
  void mirrorStepsBeforeTheExchange(double p, double first, double second, double third) {
    Float64Network network =
        Float64Network.scalar(
            hyperPrism(p, StepOrder.ATC, 0.1, 1), NO_LINKS, WEIGHTS, (i, w) -> GRADIENTS[i]);
    assertThat(network.rounds(1).models())
        .containsExactly(new double[] {first, second, third}, within(PRINTED));
  }

  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void theRulesHoldOnRandomGraphsForEveryExponent(StepOrder order) {
    Random random = new Random(4);
    int devices = 12;
    for (double p : new double[] {1, 1.7, 2, 3, 5, 9}) {
      Graph graph = new RandomDensity(devices, 0.4, 8).graph((int) (p * 10));
      double[] weights = random.doubles(devices, 0.5, 1.5).toArray();
      double[] gradients = random.doubles(devices, -2, 2).toArray();
      double[] actual =
          Float64Network.scalar(
                  hyperPrism(p, order, 1e-3, 1), graph, weights, (i, w) -> gradients[i])
              .rounds(1)
              .models();
      double[] expected = definition(order, p, 1e-3, graph, weights, gradients);
      assertThat(actual).containsExactly(expected, within(EXACT));
    }
  }

  private static double[] definition(
      StepOrder order, double p, double rate, Graph graph, double[] weights, double[] gradients) {
    int devices = weights.length;
    double[] sent = weights.clone();
    for (int i = 0; i < devices; i++) {
      switch (order) {
        case ATC ->
            sent[i] = SignedPower.root(SignedPower.power(weights[i], p) - rate * gradients[i], p);
        case PRIMAL, BOTH -> sent[i] = weights[i] - rate * gradients[i];
        case CTA -> {}
      }
    }
    double[] next = new double[devices];
    for (int i = 0; i < devices; i++) {
      double mean = PowerMean.of(sent, MetropolisWeights.row(graph, i), p);
      next[i] =
          order == StepOrder.CTA || order == StepOrder.BOTH
              ? SignedPower.root(SignedPower.power(mean, p) - rate * gradients[i], p)
              : mean;
    }
    return next;
  }

  @ParameterizedTest
  @CsvSource({
    "CTA, 1, 0, 0.3, 0.6",
    "CTA, 2, 0.1, 0.57, 1.04",
    "CTA, 3, 0.24666666666666667, 0.813, 1.3793333333333333",
    "ATC, 1, 0.1, 0.3, 0.5",
    "ATC, 2, 0.25, 0.57, 0.89",
    "ATC, 3, 0.421, 0.813, 1.205",
  })
  void dpsgdOnQuadratics(StepOrder order, int rounds, double first, double second, double third) {
    double[] optimum = {0, 3, 6};
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.dpsgd(order, LocalTraining.plain(0.1, 1), 1),
            PATH,
            new double[3],
            (i, w) -> w - optimum[i]);
    assertThat(network.rounds(rounds).models())
        .containsExactly(new double[] {first, second, third}, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"ATC, ATC", "CTA, CTA", "PRIMAL, ATC"})
  void exponentOneIsDpsgd(StepOrder order, StepOrder linearOrder) {
    double[] start = {0.3, -1.7, 2.1};
    for (int steps = 1; steps <= 3; steps++) {
      Float64Network.ScalarGradient gradient = (device, w) -> Math.sin(w + device) + 0.1;
      double[] hyperPrism =
          Float64Network.scalar(hyperPrism(1, order, 0.07, steps), PATH, start, gradient)
              .rounds(20)
              .models();
      double[] dpsgd =
          Float64Network.scalar(
                  ExampleMethods.dpsgd(linearOrder, LocalTraining.plain(0.07, 1), steps),
                  PATH,
                  start,
                  gradient)
              .rounds(20)
              .models();
      assertThat(hyperPrism).containsExactly(dpsgd, within(EXACT));
    }
  }

  @Test
  void severalLocalStepsSubtractTheSumOfTheirGradientsInCta() {
    Method method = ExampleMethods.dpsgd(StepOrder.CTA, LocalTraining.plain(0.1, 1), 2);
    Float64Network network = Float64Network.scalar(method, NO_LINKS, WEIGHTS, (i, w) -> w);
    // Alone, two steps of w <- w - 0.1 w leave 0.81 w.
    assertThat(network.rounds(1).models())
        .containsExactly(new double[] {0.81, -0.81, 1.62}, within(EXACT));
  }

  @Test
  void momentumAndWeightDecayAreHeavyBall() {
    LocalTraining step = new LocalTraining(0.1, 1, 0.5, 0.2);
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.dpsgd(StepOrder.ATC, step, 1),
            NO_LINKS,
            new double[] {1, 0, 2},
            (i, w) -> i);
    // Device 0: d = 0.2 w. Round 1: v = 0.2, w = 0.98; round 2: v = 0.296, w = 0.9504.
    // Device 1: v = 1, w = -0.1; v = 0.5 + 1 - 0.02, w = -0.248.
    // Device 2: v = 2.4, w = 1.76; v = 1.2 + 2 + 0.352, w = 1.4048.
    assertThat(network.rounds(2).models())
        .containsExactly(new double[] {0.9504, -0.248, 1.4048}, within(EXACT));
  }

  /** Of a device alone, with p = 1: the steps of the model, then the sum of plain gradients. */
  @Test
  void ofBothStepsThatOfTheModelAloneHasMomentumAndWeightDecay() {
    LocalTraining step = new LocalTraining(0.1, 1, 0.5, 0.2);
    Method method = ExampleMethods.hyperPrism(1, 1, StepOrder.BOTH, step, 2);
    Float64Network network =
        Float64Network.scalar(method, NO_LINKS, WEIGHTS, (device, w) -> w + device);
    double[] expected = WEIGHTS.clone();
    for (int device = 0; device < expected.length; device++) {
      double w = expected[device];
      double velocity = 0;
      for (int round = 0; round < 3; round++) {
        double gradients = 0;
        for (int local = 0; local < 2; local++) {
          double gradient = w + device;
          gradients += gradient;
          velocity = 0.5 * velocity + gradient + 0.2 * w;
          w -= 0.1 * velocity;
        }
        w -= 0.1 * gradients;
      }
      expected[device] = w;
    }
    assertThat(network.rounds(3).models()).containsExactly(expected, within(EXACT));
  }

  @Test
  void eachPartHasItsOwnExponent() {
    ParameterLayout layout =
        new ParameterLayout(
            2,
            List.of(
                new ParameterLayout.Range(ModelPart.REPRESENTATION, 0, 1),
                new ParameterLayout.Range(ModelPart.DECISION, 1, 2)));
    Method method = ExampleMethods.hyperPrism(3, 1, StepOrder.ATC, LocalTraining.plain(0.1, 1), 1);
    Float64Network network =
        new Float64Network(
            method,
            Float64Network.constant(Graph.of(1, new int[0], new int[0])),
            layout,
            new double[][] {{1, 1}},
            (device, weights, gradient) -> {
              gradient[0] = 1;
              gradient[1] = 1;
              return 0;
            });
    assertThat(network.rounds(1).vector(0, Method.MODEL))
        .containsExactly(new double[] {Math.cbrt(0.9), 0.9}, within(EXACT));
  }
}
