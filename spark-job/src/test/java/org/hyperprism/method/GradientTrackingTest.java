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
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
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
}
