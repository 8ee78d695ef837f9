package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.ExampleMethods.decentLam;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.heavyBall;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.ExampleMethods.mudag;
import static org.hyperprism.method.ExampleMethods.quasiGlobalMomentum;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.mixing;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in a gradient for running statistics is a decrement over the learning rate: devices
 * subtract their own and average, and neither track nor accelerate it.
 */
class RunningStatisticsTest {

  private static final double ETA = 0.1;

  static List<Method> methods() {
    LocalTraining training = new LocalTraining(ETA, 1, 0, 0.5);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    return List.of(
        dpsgd(StepOrder.ATC, training, 1),
        gradientTracking(training),
        stochasticGradientPush(training),
        mudag(ETA, 10, 1, 0.99),
        mudag(ETA, 10, 3, 0.99),
        adom(ETA, problem, 1),
        adomPlus(ETA, problem));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void takeTheirOwnStepAndAreAveraged(Method method) {
    ParameterLayout layout =
        new ParameterLayout(
            2,
            List.of(
                new ParameterLayout.Range(ModelPart.DECISION, 0, 1),
                new ParameterLayout.Range(ModelPart.STATISTICS, 1, 2)));
    Float64Network network =
        new Float64Network(
            method,
            Float64Network.constant(Graph.of(2, new int[] {0}, new int[] {1})),
            layout,
            new double[][] {{0, 1}, {0, 2}},
            (device, weights, gradient) -> {
              gradient[0] = 0;
              gradient[1] = device;
              return 0;
            });

    // 1 and 2 - 0.1 have the mean 1.45; the trained part stays where it is.
    for (double expected : new double[] {1.45, 1.40, 1.35, 1.30}) {
      double[] statistics = network.rounds(1).parameter(Method.MODEL, 1);
      assertThat(statistics).containsExactly(new double[] {expected, expected}, within(1e-7));
    }
    assertThat(network.models()).containsExactly(0, 0);
  }

  /** One trained parameter and two statistics, whose decrements differ from round to round. */
  private static final ParameterLayout ONE_OF_THREE_TRAINED =
      new ParameterLayout(
          3,
          List.of(
              new ParameterLayout.Range(ModelPart.DECISION, 0, 1),
              new ParameterLayout.Range(ModelPart.STATISTICS, 1, 3)));

  static List<Arguments> methodsWithExchanges() {
    LocalTraining training = new LocalTraining(ETA, 1, 0.5, 0.5);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    MirrorScale half = new MirrorScale.Constant(0.5);
    return List.of(
        Arguments.of(dpsgd(StepOrder.ATC, training, 1), 1),
        Arguments.of(gradientTracking(training), 1),
        Arguments.of(heavyBall(0.9, true, training), 1),
        Arguments.of(decentLam(0.9, training), 1),
        Arguments.of(quasiGlobalMomentum(0.9, 0.9, training), 1),
        Arguments.of(mudag(ETA, 10, 1, 0.99), 1),
        Arguments.of(mudag(ETA, 10, 3, 0.99), 3),
        Arguments.of(adom(ETA, problem, 1), 1),
        Arguments.of(adomPlus(ETA, problem), 1),
        Arguments.of(hyperPrism(3, StepOrder.PRIMAL, half, 0, 0.5, training), 1),
        Arguments.of(hyperPrism(3, StepOrder.ATC, half, 0.1, 0.5, training), 1),
        Arguments.of(hyperPrism(3, StepOrder.BOTH, half, 0.1, 0.5, training), 1));
  }

  /** s <- A^K (s - eta g), over links that change. */
  @ParameterizedTest
  @MethodSource("methodsWithExchanges")
  void areAveragedInEveryExchange(Method method, int exchanges) {
    Float64Network network = network(method, CHANGING, ONE_OF_THREE_TRAINED);
    RealMatrix expected = START;
    for (int round = 1; round <= 8; round++) {
      RealMatrix mixing = mixing(network.rounds(1).topology());
      expected = expected.subtract(gradients(expected).scalarMultiply(ETA));
      for (int exchange = 0; exchange < exchanges; exchange++) {
        expected = mixing.multiply(expected);
      }
      assertStatistics(network, expected);
    }
  }

  /** The kept vectors of ADOM and ADOM+ that are no primal sequence, by their numbers. */
  static List<Arguments> dualVariables() {
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    return List.of(
        Arguments.of(adom(ETA, problem, 1), List.of(1, 2, 3)),
        Arguments.of(adomPlus(ETA, problem), List.of(2, 3, 4, 5, 6)));
  }

  /** Else they would add up what has no meaning, and the report would count it as a step. */
  @ParameterizedTest
  @MethodSource("dualVariables")
  void haveNoDualVariables(Method method, List<Integer> numbers) {
    Float64Network network = network(method, CHANGING, ONE_OF_THREE_TRAINED).rounds(3);
    for (int number : numbers) {
      Vector dual = new Vector("number " + number, Vector.Lifetime.KEPT, number);
      double[] none = new double[DEVICES];
      assertThat(network.parameter(dual, 0)).isNotEqualTo(none);
      for (int k = 1; k < 3; k++) {
        assertThat(network.parameter(dual, k)).containsExactly(none, within(0.0));
      }
    }
  }

  static List<Method> methodsThatAverageBeforeTheirStep() {
    LocalTraining training = new LocalTraining(ETA, 1, 0.5, 0.5);
    MirrorScale half = new MirrorScale.Constant(0.5);
    return List.of(
        dpsgd(StepOrder.CTA, training, 1), hyperPrism(3, StepOrder.CTA, half, 0.1, 0.5, training));
  }

  /** s <- A s - eta g. */
  @ParameterizedTest
  @MethodSource("methodsThatAverageBeforeTheirStep")
  void stepBehindTheMean(Method method) {
    Float64Network network = network(method, CHANGING, ONE_OF_THREE_TRAINED);
    RealMatrix expected = START;
    for (int round = 1; round <= 8; round++) {
      RealMatrix mixing = mixing(network.rounds(1).topology());
      RealMatrix step = gradients(expected).scalarMultiply(ETA);
      expected = mixing.multiply(expected).subtract(step);
      assertStatistics(network, expected);
    }
  }

  private static void assertStatistics(Float64Network network, RealMatrix expected) {
    for (int k = 1; k < 3; k++) {
      assertThat(network.parameter(Method.MODEL, k))
          .containsExactly(expected.getColumn(k), within(1e-12));
    }
  }
}
