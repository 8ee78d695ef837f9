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
import static org.hyperprism.method.SmallQuadratics.loss;
import static org.hyperprism.method.SmallQuadratics.mixing;
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

  /** f_i(w) + decay |w|^2 / 2 in the place of f_i. */
  @Test
  void weightDecayAddsToEveryGradient() {
    double decay = 0.3;
    UnaryOperator<RealMatrix> decayed = w -> gradients(w).add(w.scalarMultiply(decay));
    RealMatrix[] y = {decayed.apply(START)};
    assertFollows(
        gradientTracking(new LocalTraining(ETA, 1, 0, decay)),
        (w, mix) -> {
          RealMatrix next = mix.apply(w.subtract(y[0].scalarMultiply(ETA)));
          y[0] = mix.apply(y[0]).add(decayed.apply(next)).subtract(decayed.apply(w));
          return next;
        });
  }

  /** |eta y| / |g|, with a tracker that is not the own gradient from the second round on. */
  @Test
  void aStepIsOneOfTheTracker() {
    Float64Network network = network(gradientTracking(STEP), CHANGING).rounds(1);
    RealMatrix before = models(network);
    RealMatrix previousGradients = gradients(START);
    RealMatrix trackers = mixing(network.topology()).multiply(previousGradients);
    network.rounds(1);
    RealMatrix y = trackers.add(gradients(before)).subtract(previousGradients);
    for (int device = 0; device < DEVICES; device++) {
      double gradient = gradients(before).getRowVector(device).getNorm();
      double expected = ETA * y.getRowVector(device).getNorm() / gradient;
      assertThat(network.report(device).loss())
          .isCloseTo(loss(device, before.getRow(device)), within(1e-12));
      assertThat(network.report(device).effectiveStep()).isCloseTo(expected, within(1e-12));
      assertThat(expected).isNotCloseTo(ETA, within(1e-3));
    }
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
