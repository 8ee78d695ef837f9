package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertFollows;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;
import static org.hyperprism.method.SmallQuadratics.optimum;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;

class GradientTrackingTest {

  private static final double ETA = 0.1;
  private static final LocalTraining STEP = LocalTraining.plain(ETA, 1);

  /** The papers' equations; a tracker is brought up to date as soon as its gradient is there. */
  private static final class Equations implements SmallQuadratics.Recursion {

    private RealMatrix y = gradients(START);

    @Override
    public RealMatrix round(RealMatrix w, UnaryOperator<RealMatrix> mix) {
      RealMatrix next = mix.apply(w.subtract(y.scalarMultiply(ETA)));
      y = mix.apply(y).add(gradients(next)).subtract(gradients(w));
      return next;
    }
  }

  @Test
  void theRoundsOfTheEquations() {
    assertFollows(gradientTracking(STEP), new Equations());
  }

  @Test
  void localStepsAndMomentumHaveNoSay() {
    assertFollows(gradientTracking(new LocalTraining(ETA, 4, 0.9, 0)), new Equations());
  }

  @Test
  void everyDeviceConvergesToTheOptimumOfAllOverChangingLinks() {
    assertNear(models(network(gradientTracking(STEP), CHANGING).rounds(500)), optimum(), 1e-10);
  }

  @Test
  void theMeanOfTheTrackersIsThatOfTheGradients() {
    Float64Network network = network(gradientTracking(STEP), CHANGING);
    Vector tracker = new Vector("y", Vector.Lifetime.KEPT, 1);
    RealMatrix before = START;
    for (int round = 1; round <= 10; round++) {
      double gradients = Arrays.stream(gradients(before).getColumn(0)).sum() / DEVICES;
      double trackers = Arrays.stream(network.rounds(1).parameter(tracker, 0)).sum() / DEVICES;
      assertThat(trackers).isCloseTo(gradients, within(1e-12));
      before = models(network);
    }
  }

  /** A decrement is no gradient: devices subtract their own and average. */
  @Test
  void runningStatisticsAreNotTracked() {
    ParameterLayout layout =
        new ParameterLayout(
            2,
            List.of(
                new ParameterLayout.Range(ModelPart.DECISION, 0, 1),
                new ParameterLayout.Range(ModelPart.STATISTICS, 1, 2)));
    Float64Network network =
        new Float64Network(
            gradientTracking(new LocalTraining(ETA, 1, 0, 0.5)),
            Float64Network.constant(Graph.of(2, new int[] {0}, new int[] {1})),
            layout,
            new double[][] {{0, 1}, {0, 2}},
            (device, weights, gradient) -> {
              gradient[0] = 0;
              gradient[1] = device;
              return 0;
            });

    // 1 and 2 - 0.1 have the mean 1.45; the tracked part stays where it is.
    assertThat(network.rounds(1).parameter(Method.MODEL, 1)[0]).isCloseTo(1.45, within(1e-12));
    assertThat(network.rounds(1).parameter(Method.MODEL, 1)[1]).isCloseTo(1.40, within(1e-12));
    assertThat(network.models()).containsExactly(0, 0);
  }
}
