package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.decentLam;
import static org.hyperprism.method.ExampleMethods.heavyBall;
import static org.hyperprism.method.SmallQuadratics.RING;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertFollows;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;
import static org.hyperprism.method.SmallQuadratics.optimum;

import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.DecentLam;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.setting.SettingSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecentLamTest {

  private static final double ETA = 0.1;

  /** The paper's equations, word for word. */
  private static final class Equations implements SmallQuadratics.Recursion {

    private final double beta;
    private RealMatrix m = START.scalarMultiply(0);

    Equations(double beta) {
      this.beta = beta;
    }

    @Override
    public RealMatrix round(RealMatrix w, UnaryOperator<RealMatrix> mix) {
      RealMatrix mixed = mix.apply(w.subtract(gradients(w).scalarMultiply(ETA)));
      RealMatrix gradient = w.subtract(mixed).scalarMultiply(1 / ETA);
      m = m.scalarMultiply(beta).add(gradient);
      return w.subtract(m.scalarMultiply(ETA));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.7, 0})
  void theRoundsOfTheEquations(double momentum) {
    assertFollows(decentLam(momentum, LocalTraining.plain(ETA, 1)), new Equations(momentum));
  }

  /** The paper's claim: momentum adds nothing to the bias of D-PSGD. */
  @Test
  void itRestsWhereDpsgdDoesAndNearerToTheOptimumThanMomentumAtHome() {
    LocalTraining step = LocalTraining.plain(ETA, 1);
    Method dpsgd = new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), step);
    RealMatrix rest = models(network(dpsgd, RING).rounds(2000));

    assertNear(models(network(decentLam(0.8, step), RING).rounds(2000)), rest, 1e-10);
    RealMatrix atHome = models(network(heavyBall(0.8, false, step), RING).rounds(2000));
    assertThat(atHome.subtract(optimum()).getFrobeniusNorm())
        .isGreaterThan(2 * rest.subtract(optimum()).getFrobeniusNorm());
  }

  @Test
  void withoutMomentumItIsDpsgdWithSeveralLocalStepsToo() {
    LocalTraining training = new LocalTraining(ETA, 3, 0, 0.01);
    Method dpsgd = new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), training);
    // The shared momentum has no say.
    Method decentLam = decentLam(0, training.withMomentum(0.5));

    assertNear(
        models(network(decentLam, RING).rounds(20)),
        models(network(dpsgd, RING).rounds(20)),
        1e-12);
  }

  @Test
  void theDefaultIsMomentumNineTenths() {
    assertThat(SettingSchema.of(DecentLam.Settings.class).defaults())
        .isEqualTo(new DecentLam.Settings(0.9));
  }
}
