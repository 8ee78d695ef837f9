package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.PARAMETERS;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.loss;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.junit.jupiter.api.Test;

/** SGP against its equations; w is float32, hence the tolerances. */
class StochasticGradientPushTest {

  private static final double ETA = 0.1;
  private static final double ROUNDING = 2e-6;
  private static final Method PUSH = stochasticGradientPush(LocalTraining.plain(ETA, 1));
  private static final Vector NUMERATOR = new Vector("x", Vector.Lifetime.KEPT, 1);

  /** Another graph in each round. */
  private static final LinkSchedule ONE_WAY = new DirectedRandom(DEVICES, 2, 4);

  /** A circle with chords: 0 hears of 4, and is heard by everybody. */
  private static final LinkSchedule HUB =
      new LinkSchedule() {
        @Override
        public int devices() {
          return 5;
        }

        @Override
        public boolean isDirected() {
          return true;
        }

        @Override
        public Graph graph(int round) {
          return Graph.directed(
              5, new int[] {0, 1, 2, 3, 4, 0, 0, 0}, new int[] {1, 2, 3, 4, 0, 2, 3, 4});
        }
      };

  /** Every sender divides what it has by 1 + its receivers. */
  private static RealMatrix columns(Graph graph) {
    int devices = graph.devices();
    RealMatrix matrix = new Array2DRowRealMatrix(devices, devices);
    for (int i = 0; i < devices; i++) {
      matrix.setEntry(i, i, 1);
      for (int e = 0; e < graph.degree(i); e++) {
        matrix.setEntry(i, graph.neighbour(i, e), 1);
      }
    }
    for (int j = 0; j < devices; j++) {
      double receivers = Arrays.stream(matrix.getColumn(j)).sum();
      matrix.setColumnVector(j, matrix.getColumnVector(j).mapDivide(receivers));
    }
    return matrix;
  }

  private static RealMatrix divided(RealMatrix x, RealMatrix w) {
    RealMatrix z = x.copy();
    for (int i = 0; i < z.getRowDimension(); i++) {
      z.setRowVector(i, z.getRowVector(i).mapDivide(w.getEntry(i, 0)));
    }
    return z;
  }

  @Test
  void theRoundsOfTheEquations() {
    Float64Network network = network(PUSH, ONE_WAY);
    RealMatrix x = START;
    RealMatrix z = START;
    RealMatrix w = new Array2DRowRealMatrix(DEVICES, 1).scalarAdd(1);
    double unequal = 0;
    for (int round = 1; round <= 15; round++) {
      RealMatrix p = columns(ONE_WAY.graph(round));
      x = p.multiply(x.subtract(gradients(z).scalarMultiply(ETA)));
      w = p.multiply(w);
      z = divided(x, w);
      assertNear(models(network.rounds(1)), z, ROUNDING);
      unequal = Math.max(unequal, w.getEntry(0, 0) - 1);
    }
    assertThat(unequal).isGreaterThan(0.2);
  }

  /** x <- P (x - eta w g(z)), so that a moving average z steps by eta g and not by eta g / w. */
  @Test
  void runningStatisticsTakeTheirOwnStep() {
    ParameterLayout statistics = ParameterLayout.of(ModelPart.STATISTICS, PARAMETERS);
    Float64Network network = network(PUSH, ONE_WAY, statistics);
    RealMatrix x = START;
    RealMatrix z = START;
    RealMatrix w = new Array2DRowRealMatrix(DEVICES, 1).scalarAdd(1);
    for (int round = 1; round <= 15; round++) {
      RealMatrix p = columns(ONE_WAY.graph(round));
      RealMatrix step = gradients(z).scalarMultiply(ETA);
      for (int i = 0; i < DEVICES; i++) {
        step.setRowVector(i, step.getRowVector(i).mapMultiply(w.getEntry(i, 0)));
      }
      x = p.multiply(x.subtract(step));
      w = p.multiply(w);
      z = divided(x, w);
      assertNear(models(network.rounds(1)), z, ROUNDING);
    }
  }

  @Test
  void aStepOfTheModelIsLongerByOneOverItsWeight() {
    Float64Network network = network(PUSH, ONE_WAY).rounds(4);
    double[] weights = new double[DEVICES];
    for (int i = 0; i < DEVICES; i++) {
      weights[i] = network.scalars(i)[0];
    }
    RealMatrix z = models(network);
    network.rounds(1);
    for (int i = 0; i < DEVICES; i++) {
      assertThat(network.report(i).loss()).isCloseTo(loss(i, z.getRow(i)), within(1e-12));
      assertThat(network.report(i).effectiveStep()).isCloseTo(ETA / weights[i], within(1e-12));
    }
    assertThat(Arrays.stream(weights).max().orElseThrow()).isGreaterThan(1.2);
  }

  @Test
  void whereEverybodyHearsAsManyAsHearItItIsDpsgd() {
    for (int steps = 1; steps <= 2; steps++) {
      LocalTraining training = new LocalTraining(ETA, steps, 0.5, 0.01);
      Float64Network push = network(stochasticGradientPush(training), SmallQuadratics.RING);
      Float64Network mean = network(dpsgd(StepOrder.ATC, training, steps), SmallQuadratics.RING);
      assertNear(models(push.rounds(20)), models(mean.rounds(20)), ROUNDING);
    }
  }

  private static double weights(Float64Network network) {
    double sum = 0;
    for (int i = 0; i < network.models().length; i++) {
      sum += network.scalars(i)[0];
    }
    return sum;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Without gradients, and from the starts 0 to 4, whose mean is 2. */
  private static Float64Network averaging(LinkSchedule links) {
    double[][] starts = {{0}, {1}, {2}, {3}, {4}};
    return new Float64Network(PUSH, links, starts, (device, weights, gradient) -> 0);
  }

  @Test
  void sumsAreKeptAndEveryModelBecomesTheirMean() {
    Float64Network network = averaging(HUB);
    for (int round = 1; round <= 60; round++) {
      network.rounds(1);
      assertThat(weights(network)).isCloseTo(5, within(ROUNDING));
      assertThat(sum(network.parameter(NUMERATOR, 0))).isCloseTo(10, within(1e-12));
    }
    assertThat(network.models()).containsExactly(new double[] {2, 2, 2, 2, 2}, within(ROUNDING));
    assertThat(network.scalars(1)[0]).isLessThan(0.7f);
  }

  @Test
  void whatIsLostIsGoneUnlessItsSenderKnows() {
    Random unnoticed = new Random(1);
    Float64Network lossy =
        averaging(HUB).losing((r, e, receiver, sender) -> unnoticed.nextDouble() < 0.2, false);
    Random noticed = new Random(1);
    Float64Network known =
        averaging(HUB).losing((r, e, receiver, sender) -> noticed.nextDouble() < 0.2, true);
    lossy.rounds(60);
    known.rounds(60);

    assertThat(weights(known)).isCloseTo(5, within(ROUNDING));
    assertThat(known.models()).containsExactly(new double[] {2, 2, 2, 2, 2}, within(ROUNDING));

    // A part of x and the same part of w: all agree still, on another mean, and steps grow by 1/w.
    assertThat(weights(lossy)).isBetween(1e-5, 0.01);
    double agreed = lossy.models()[0];
    assertThat(lossy.models()).usingComparatorWithPrecision(ROUNDING).containsOnly(agreed);
    assertThat(Math.abs(agreed - 2)).isGreaterThan(0.01);
  }

  /** f_i(z) = (z - b_i)^2 / 2: the mean loss is least at the mean of all b. */
  @Test
  void itReachesTheMeanOfTheOptimaWhereRowsThatSumToOneDoNot() {
    double[] optima = {10, 0, 0, 0, 0};
    Float64Network.ScalarGradient gradient = (device, weight) -> weight - optima[device];
    LocalTraining shortSteps = LocalTraining.plain(1e-3, 1);
    double[] push = limit(stochasticGradientPush(shortSteps), gradient);
    double[] rows = limit(dpsgd(StepOrder.ATC, shortSteps, 1), gradient);

    assertThat(push).containsExactly(new double[] {2, 2, 2, 2, 2}, within(0.02));
    // The left eigenvector of the rows to 1: a walk from receiver to sender stays longest at 0.
    double[] stationary = stationary(rowStochastic(HUB.graph(1)));
    assertThat(rows).usingComparatorWithPrecision(0.03).containsOnly(10 * stationary[0]);
    assertThat(10 * stationary[0]).isGreaterThan(3);
  }

  private static double[] limit(Method method, Float64Network.ScalarGradient gradient) {
    return new Float64Network(
            method,
            HUB,
            new double[5][1],
            (device, weights, target) -> {
              target[0] = gradient.at(device, weights[0]);
              return 0;
            })
        .rounds(12_000)
        .models();
  }

  /** Metropolis weights by the numbers of devices that the two ends hear. */
  private static RealMatrix rowStochastic(Graph graph) {
    RealMatrix matrix = new Array2DRowRealMatrix(graph.devices(), graph.devices());
    for (int i = 0; i < graph.devices(); i++) {
      matrix.setEntry(i, i, 1);
      for (int e = 0; e < graph.degree(i); e++) {
        int j = graph.neighbour(i, e);
        double weight = Math.min(1.0 / (1 + graph.degree(i)), 1.0 / (1 + graph.degree(j)));
        matrix.setEntry(i, j, weight);
        matrix.addToEntry(i, i, -weight);
      }
    }
    return matrix;
  }

  private static double[] stationary(RealMatrix rows) {
    return rows.power(2000).getRow(0);
  }
}
