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
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.quasiGlobalMomentum;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;
import static org.hyperprism.method.ExampleMethods.swarmSgd;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.loss;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.Central;
import org.hyperprism.method.baseline.Local;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What devices tell of their first local step: the mean loss over its mini-batches, and how far the
 * model moves per unit of gradient, as the steps of the equations say.
 */
class LocalReportTest {

  private static final double EXACT = 1e-12;
  private static final double ETA = 0.1;
  private static final int STEPS = 3;
  private static final double DECAY = 0.3;
  private static final AcceleratedProblem PROBLEM = new AcceleratedProblem(10, 1e-3, 0);

  /** With a decay, steps are not along the gradients whose lengths the report sums. */
  private static final LocalTraining TRAINING = new LocalTraining(ETA, STEPS, 0, DECAY);

  static List<Method> methodsOfPlainSteps() {
    return List.of(
        dpsgd(StepOrder.ATC, TRAINING, STEPS),
        dpsgd(StepOrder.CTA, TRAINING, STEPS),
        hyperPrism(3, 3, StepOrder.PRIMAL, TRAINING, STEPS),
        new Central(TRAINING),
        new Local(TRAINING),
        swarmSgd(SwarmSgd.Mode.MATCHING, false, TRAINING, STEPS),
        swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, false, TRAINING, STEPS),
        nonBlockingSwarmSgd(false, 0, 1, TRAINING, STEPS),
        stochasticGradientPush(TRAINING),
        // At first there is no momentum that could have a say but that of the local steps.
        decentLam(0.9, TRAINING),
        quasiGlobalMomentum(0.9, 0.9, TRAINING),
        heavyBall(0, false, TRAINING));
  }

  /** w <- w - eta (g + decay w). */
  private static RealMatrix plain(RealMatrix w, RealMatrix gradient) {
    return w.subtract(gradient.add(w.scalarMultiply(DECAY)).scalarMultiply(ETA));
  }

  @ParameterizedTest
  @MethodSource("methodsOfPlainSteps")
  void plainSteps(Method method) {
    assertReports(network(method, CHANGING), STEPS, LocalReportTest::plain);
  }

  /** The second of two steps goes on with half of the first one's velocity. */
  @Test
  void stepsWithMomentum() {
    RealMatrix[] velocity = {START.scalarMultiply(0)};
    assertReports(
        network(heavyBall(0.5, true, LocalTraining.plain(ETA, 2)), CHANGING),
        2,
        (w, gradient) -> {
          velocity[0] = velocity[0].scalarMultiply(0.5).add(gradient);
          return w.subtract(velocity[0].scalarMultiply(ETA));
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = StepOrder.class,
      names = {"ATC", "CTA"})
  void mirrorSteps(StepOrder order) {
    Method method =
        hyperPrism(3, order, new MirrorScale.Constant(1), 0, 0, LocalTraining.plain(ETA, STEPS));
    assertReports(network(method, CHANGING), STEPS, LocalReportTest::mirror);
  }

  /** w <- sroot(spow(w, 3) - eta g, 3). */
  private static RealMatrix mirror(RealMatrix w, RealMatrix gradient) {
    RealMatrix next = w.copy();
    for (int i = 0; i < DEVICES; i++) {
      for (int k = 0; k < w.getColumnDimension(); k++) {
        double stepped = Math.pow(w.getEntry(i, k), 3) - ETA * gradient.getEntry(i, k);
        next.setEntry(i, k, Math.cbrt(stepped));
      }
    }
    return next;
  }

  /** What the model does alone: a step on it, and one more behind the mean. */
  @Test
  void bothSteps() {
    Method method =
        hyperPrism(
            3, StepOrder.BOTH, new MirrorScale.Constant(1), 0, 0, LocalTraining.plain(ETA, 1));
    assertReports(
        network(method, CHANGING),
        1,
        (w, gradient) -> mirror(w.subtract(gradient.scalarMultiply(ETA)), gradient));
  }

  /** Fails unless the reports of the first round are those of these steps. */
  private static void assertReports(
      Float64Network network, int steps, BinaryOperator<RealMatrix> step) {
    network.rounds(1);
    RealMatrix model = START;
    double[] losses = new double[DEVICES];
    double[] lengths = new double[DEVICES];
    for (int s = 0; s < steps; s++) {
      RealMatrix gradient = gradients(model);
      for (int i = 0; i < DEVICES; i++) {
        losses[i] += loss(i, model.getRow(i));
        lengths[i] += gradient.getRowVector(i).getNorm();
      }
      model = step.apply(model, gradient);
    }
    for (int i = 0; i < DEVICES; i++) {
      double moved = model.getRowVector(i).getDistance(START.getRowVector(i));
      assertThat(network.report(i).loss()).isCloseTo(losses[i] / steps, within(EXACT));
      assertThat(network.report(i).effectiveStep()).isCloseTo(moved / lengths[i], within(EXACT));
    }
  }

  /** The losses of x <- x - eta (g - z_g), where z_g is 0 in the first round. */
  @Test
  void adomsInnerSteps() {
    Float64Network network = network(adom(ETA, PROBLEM, STEPS), CHANGING).rounds(1);
    RealMatrix model = START;
    double[] losses = new double[DEVICES];
    for (int s = 0; s < STEPS; s++) {
      for (int i = 0; i < DEVICES; i++) {
        losses[i] += loss(i, model.getRow(i));
      }
      model = model.subtract(gradients(model).scalarMultiply(ETA));
    }
    for (int i = 0; i < DEVICES; i++) {
      assertThat(network.report(i).loss()).isCloseTo(losses[i] / STEPS, within(EXACT));
      assertThat(network.report(i).effectiveStep()).isEqualTo(ETA);
    }
  }

  @Test
  void mudagsGradient() {
    Float64Network network = network(mudag(ETA, 10, 2, 0.99), CHANGING).rounds(1);
    for (int i = 0; i < DEVICES; i++) {
      assertThat(network.report(i).loss()).isCloseTo(loss(i, START.getRow(i)), within(EXACT));
      assertThat(network.report(i).effectiveStep()).isEqualTo(ETA);
    }
  }

  /** A pair that steps, and a device alone that measures its loss. */
  @Test
  void whoTakesNoStepDoesNotMove() {
    Graph pair = Graph.of(DEVICES, new int[] {1}, new int[] {4});
    Float64Network network =
        network(
                swarmSgd(SwarmSgd.Mode.MATCHING, true, LocalTraining.plain(ETA, 1), 1),
                Float64Network.constant(pair))
            .rounds(1);
    for (int i = 0; i < DEVICES; i++) {
      assertThat(network.report(i).loss()).isCloseTo(loss(i, START.getRow(i)), within(EXACT));
      assertThat(network.report(i).effectiveStep())
          .isCloseTo(i == 1 || i == 4 ? ETA : 0, within(EXACT));
    }
  }

  static List<Method> methodsThatDivideByTheGradient() {
    LocalTraining training = LocalTraining.plain(ETA, STEPS);
    return List.of(
        dpsgd(StepOrder.ATC, training, STEPS), gradientTracking(training), adomPlus(ETA, PROBLEM));
  }

  /** 0 / 0 is not what a table should show. */
  @ParameterizedTest
  @MethodSource("methodsThatDivideByTheGradient")
  void withoutAGradientTheStepCountsAsNone(Method method) {
    Float64Network network =
        Float64Network.scalar(method, CHANGING.graph(1), new double[DEVICES], (device, w) -> 0);
    assertThat(network.rounds(1).report(0)).isEqualTo(new LocalReport(0, 0));
  }
}
