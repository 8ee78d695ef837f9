package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.heavyBall;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.RING;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertFollows;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.method.baseline.HeavyBall;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.setting.SettingSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeavyBallTest {

  private static final double ETA = 0.1;

  /** The equations, word for word. */
  private static final class Equations implements SmallQuadratics.Recursion {

    private final double beta;
    private final boolean averageVelocity;
    private RealMatrix v = START.scalarMultiply(0);

    Equations(double beta, boolean averageVelocity) {
      this.beta = beta;
      this.averageVelocity = averageVelocity;
    }

    @Override
    public RealMatrix round(RealMatrix w, UnaryOperator<RealMatrix> mix) {
      v = v.scalarMultiply(beta).add(gradients(w));
      RealMatrix next = mix.apply(w.subtract(v.scalarMultiply(ETA)));
      v = averageVelocity ? mix.apply(v) : v;
      return next;
    }
  }

  @ParameterizedTest
  @CsvSource({"0.9, false", "0.9, true", "0.7, false", "0.7, true", "0, false", "0, true"})
  void theRoundsOfTheEquations(double momentum, boolean averageVelocity) {
    assertFollows(
        heavyBall(momentum, averageVelocity, LocalTraining.plain(ETA, 1)),
        new Equations(momentum, averageVelocity));
  }

  @Test
  void withItsVelocityAtHomeItIsDpsgdWithMomentum() {
    LocalTraining momentum = new LocalTraining(ETA, 2, 0.8, 0.01);
    Method dpsgd = new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), momentum);
    // The shared momentum has no say.
    Method heavyBall = heavyBall(0.8, false, momentum.withMomentum(0.3));

    assertNear(
        models(network(heavyBall, RING).rounds(20)), models(network(dpsgd, RING).rounds(20)), 0);
  }

  /** The power mean with p = 1 is the weighted mean. */
  @ParameterizedTest
  @CsvSource({"HEAVY_BALL, false", "AVERAGED, true"})
  void itIsHyperPrismWithExponentOneAndItsMomentum(
      HyperPrismSettings.MomentumKind kind, boolean averageVelocity) {
    LocalTraining momentum = new LocalTraining(ETA, 2, 0.8, 0.01);
    assertNear(
        models(network(hyperPrism(1, kind, momentum), CHANGING).rounds(20)),
        models(network(heavyBall(0.8, averageVelocity, momentum), CHANGING).rounds(20)),
        1e-12);
  }

  /** The bias that DecentLaM removes. */
  @Test
  void momentumAtHomeRestsWhereALongerStepWould() {
    double beta = 0.8;
    Method dpsgd =
        new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), LocalTraining.plain(0.05 / (1 - beta), 1));
    RealMatrix rest = models(network(dpsgd, RING).rounds(2000));

    Method heavyBall = heavyBall(beta, false, LocalTraining.plain(0.05, 1));
    assertNear(models(network(heavyBall, RING).rounds(2000)), rest, 1e-9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itConvergesToTheOptimumIfAllDevicesHaveTheSame(boolean averageVelocity) {
    Float64Network network =
        Float64Network.scalar(
            heavyBall(0.9, averageVelocity, LocalTraining.plain(0.1, 1)),
            RING.graph(1),
            new double[] {-2, 0, 1, 5, 3, 9},
            (device, w) -> (1 + device / 5.) * (w - 4));

    for (double model : network.rounds(700).models()) {
      assertThat(Math.abs(model - 4)).isLessThan(1e-10);
    }
  }

  @Test
  void theDefaultIsMomentumNineTenthsAtHome() {
    assertThat(SettingSchema.of(HeavyBall.Settings.class).defaults())
        .isEqualTo(new HeavyBall.Settings(0.9, false));
  }
}
