package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.mudag;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;

import java.util.List;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.params.ParameterizedTest;
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
}
