package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.ExampleMethods.quasiGlobalMomentum;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.RING;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertFollows;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.method.baseline.QuasiGlobalMomentum;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuasiGlobalMomentumTest {

  private static final double ETA = 0.1;

  /** Algorithm 1 of the paper; of several local steps each adds the same momentum. */
  private static final class Algorithm1 implements SmallQuadratics.Recursion {

    private final double beta;
    private final double mu;
    private final IntUnaryOperator localSteps;
    private RealMatrix momentum = START.scalarMultiply(0);

    /**
     * @param localSteps K of each device
     */
    Algorithm1(double beta, double mu, IntUnaryOperator localSteps) {
      this.beta = beta;
      this.mu = mu;
      this.localSteps = localSteps;
    }

    @Override
    public RealMatrix round(RealMatrix w, UnaryOperator<RealMatrix> mix) {
      RealMatrix half = w.copy();
      for (int device = 0; device < w.getRowDimension(); device++) {
        int steps = localSteps.applyAsInt(device);
        for (int step = 0; step < steps; step++) {
          RealMatrix m = momentum.scalarMultiply(beta).add(gradients(half));
          half.setRowVector(
              device, half.getRowVector(device).subtract(m.getRowVector(device).mapMultiply(ETA)));
        }
      }
      RealMatrix next = mix.apply(half);
      RealMatrix movement = w.subtract(next);
      for (int device = 0; device < w.getRowDimension(); device++) {
        double length = ETA * localSteps.applyAsInt(device);
        movement.setRowVector(device, movement.getRowVector(device).mapDivide(length));
      }
      momentum = momentum.scalarMultiply(mu).add(movement.scalarMultiply(1 - mu));
      return next;
    }
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.9, 1", "0.7, 0.9, 1", "0.9, 0, 1", "0, 0.9, 1", "0.8, 0.6, 3"})
  void theRoundsOfTheAlgorithm(double momentum, double averageDecayRate, int localSteps) {
    assertFollows(
        quasiGlobalMomentum(momentum, averageDecayRate, LocalTraining.plain(ETA, localSteps)),
        new Algorithm1(momentum, averageDecayRate, device -> localSteps));
  }

  /** Devices of odd numbers take two steps in each of the three passes. */
  @Test
  void theRoundsOfTheAlgorithmInEpochs() {
    LocalTraining epochs = ExampleMethods.inEpochs(LocalTraining.plain(ETA, 1), 3);
    IntUnaryOperator miniBatches = device -> 1 + device % 2;
    assertFollows(
        network(quasiGlobalMomentum(0.8, 0.6, epochs), CHANGING).miniBatches(miniBatches),
        new Algorithm1(0.8, 0.6, device -> 3 * miniBatches.applyAsInt(device)));
  }

  /** The power mean with p = 1 is the weighted mean; train.momentum is both constants. */
  @Test
  void itIsHyperPrismWithExponentOneAndItsMomentum() {
    LocalTraining momentum = new LocalTraining(ETA, 2, 0.8, 0.01);
    Method hyperPrism = hyperPrism(1, HyperPrismSettings.MomentumKind.QUASI_GLOBAL, momentum);
    assertNear(
        models(network(hyperPrism, CHANGING).rounds(20)),
        models(network(quasiGlobalMomentum(0.8, 0.8, momentum), CHANGING).rounds(20)),
        1e-12);
    assertThat(hyperPrism.objectionToAsynchrony())
        .get()
        .asString()
        .contains("expected hyperprism.momentumKind = heavy-ball");
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.9", "0.7, 0.5"})
  void itRestsWhereDpsgdDoes(double momentum, double averageDecayRate) {
    LocalTraining step = LocalTraining.plain(ETA, 1);
    Method dpsgd = new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), step);

    Method quasiGlobal = quasiGlobalMomentum(momentum, averageDecayRate, step);
    assertNear(
        models(network(quasiGlobal, RING).rounds(2000)),
        models(network(dpsgd, RING).rounds(2000)),
        1e-10);
  }

  @Test
  void theSharedMomentumHasNoSayAndWeightDecayAddsToTheGradient() {
    LocalTraining decay = new LocalTraining(ETA, 1, 0.5, 0.25);
    Float64Network network =
        Float64Network.scalar(
            quasiGlobalMomentum(0.9, 0.9, decay),
            Graph.of(2, new int[0], new int[0]),
            new double[] {1, -2},
            (device, w) -> 0);

    // Device 0: d = 0.25, w = 0.975, m^ = 0.025; d = 0.24375 + 0.0225, w = 0.948375.
    assertThat(network.rounds(2).models()[0]).isCloseTo(0.948375, within(1e-12));
  }

  @Test
  void theDefaultsAreThePapers() {
    assertThat(SettingSchema.of(QuasiGlobalMomentum.Settings.class).defaults())
        .isEqualTo(new QuasiGlobalMomentum.Settings(0.9, 0.9));
  }
}
