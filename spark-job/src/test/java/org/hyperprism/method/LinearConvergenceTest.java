package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.mudag;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.derived.SinglePair;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Linear convergence on strongly convex quadratics over a new random graph each round: 10 devices,
 * 20 parameters, curvatures between mu = 1 and L = 10, half of the links.
 */
class LinearConvergenceTest {

  private static final int DEVICES = 10;
  private static final int PARAMETERS = 20;
  private static final double SMOOTHNESS = 10;
  private static final double KAPPA = 10;

  private final RealMatrix[] curvature = new RealMatrix[DEVICES];
  private final RealVector[] linear = new RealVector[DEVICES];
  private final RealVector optimum;

  LinearConvergenceTest() {
    Random random = new Random(3);
    RealMatrix sum = new Array2DRowRealMatrix(PARAMETERS, PARAMETERS);
    RealVector right = new ArrayRealVector(PARAMETERS);
    for (int i = 0; i < DEVICES; i++) {
      RealMatrix gaussian = new Array2DRowRealMatrix(PARAMETERS, PARAMETERS);
      double[] eigenvalues = random.doubles(PARAMETERS, 1, SMOOTHNESS).toArray();
      eigenvalues[0] = 1;
      eigenvalues[1] = SMOOTHNESS;
      double[] b = new double[PARAMETERS];
      for (int r = 0; r < PARAMETERS; r++) {
        b[r] = 10 * random.nextGaussian();
        for (int c = 0; c < PARAMETERS; c++) {
          gaussian.setEntry(r, c, random.nextGaussian());
        }
      }
      RealMatrix q = new QRDecomposition(gaussian).getQ();
      curvature[i] = q.multiply(new DiagonalMatrix(eigenvalues)).multiply(q.transpose());
      linear[i] = new ArrayRealVector(b);
      sum = sum.add(curvature[i]);
      right = right.add(linear[i]);
    }
    optimum = new LUDecomposition(sum).getSolver().solve(right);
  }

  private double gradient(int device, double[] weights, double[] gradient) {
    RealVector product = curvature[device].operate(new ArrayRealVector(weights, false));
    System.arraycopy(product.subtract(linear[device]).toArray(), 0, gradient, 0, PARAMETERS);
    return 0;
  }

  /** Largest distance of a device's model to the optimum. */
  private double error(Float64Network network) {
    double error = 0;
    for (int i = 0; i < DEVICES; i++) {
      RealVector model = new ArrayRealVector(network.vector(i, Method.MODEL), false);
      error = Math.max(error, model.getDistance(optimum));
    }
    return error;
  }

  /** Each method with the rounds in which its error falls by a third of the way to 1e-10. */
  static Arguments[] methods() {
    double rate = 1 / SMOOTHNESS;
    AcceleratedProblem problem = new AcceleratedProblem(KAPPA, 1e-3, 0);
    return new Arguments[] {
      Arguments.of(mudag(rate, KAPPA, 1, 0.99), 32),
      Arguments.of(mudag(rate, KAPPA, 3, 0.99), 13),
      // 150 inner steps leave 1e-7 of the distance to the exact dual gradient.
      Arguments.of(adom(rate, problem, 150), 700),
      Arguments.of(adom(rate, problem, 1), 700),
      Arguments.of(adomPlus(rate, problem), 2000),
      Arguments.of(gradientTracking(LocalTraining.plain(rate / 2, 1)), 52),
    };
  }

  /** The same without the one whose inner problems take longest. */
  static Arguments[] quickMethods() {
    return Arrays.stream(methods())
        .filter(method -> ((Method) method.get()[0]).training().localSteps() == 1)
        .toArray(Arguments[]::new);
  }

  @ParameterizedTest
  @MethodSource("quickMethods")
  void theyConvergeWithMetropolisWeightsToo(Method method, int rounds) {
    Float64Network network = network(method).weighted(MixingRule.METROPOLIS);
    assertThat(error(network.rounds(4 * rounds))).isLessThan(1e-9);
  }

  /** One message in twenty of the first ten rounds. */
  @ParameterizedTest
  @MethodSource("quickMethods")
  void messagesThatAreLostAreMissedForGoodUnlessBothEndsKnow(Method method, int rounds) {
    double[] errors = new double[2];
    for (int known = 0; known < 2; known++) {
      Random random = new Random(5);
      Float64Network network =
          network(method)
              .losing(
                  (round, exchange, receiver, sender) -> round <= 10 && random.nextDouble() < 0.05,
                  known == 1);
      errors[known] = error(network.rounds(4 * rounds));
    }
    assertThat(errors[0]).isGreaterThan(1e-3);
    assertThat(errors[1]).isLessThan(1e-10);
  }

  /**
   * One link a round, whose own eigenvalues say that the graph is perfect: with 1/chi = 1 the error
   * grows without end.
   */
  @Test
  void roundsThatLeaveDevicesApartDoNotDiverge() {
    LinkSchedule links = new SinglePair(new RandomDensity(DEVICES, 1, 17), new RandomStreams(4));
    double rate = 1 / SMOOTHNESS;
    double start = error(network(adom(rate, new AcceleratedProblem(KAPPA, 1e-3, 0), 1), links));
    double[] errors = new double[2];
    for (int perfect = 0; perfect < 2; perfect++) {
      AcceleratedProblem problem = new AcceleratedProblem(KAPPA, 1e-3, perfect);
      errors[perfect] = error(network(adom(rate, problem, 1), links).rounds(1000));
    }
    assertThat(errors[0]).isLessThan(1e-2 * start);
    assertThat(errors[1]).isGreaterThan(1e3 * start);
  }

  private Float64Network network(Method method) {
    return network(method, new RandomDensity(DEVICES, 0.5, 17));
  }

  private Float64Network network(Method method, LinkSchedule links) {
    return new Float64Network(method, links, new double[DEVICES][PARAMETERS], this::gradient);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theLogarithmOfTheErrorFallsLinearly(Method method, int rounds) {
    Float64Network network = network(method);
    double[] digits = new double[4];
    for (int third = 0; third < 4; third++) {
      digits[third] = Math.log10(error(network));
      network.rounds(rounds);
    }
    assertThat(digits[3]).isLessThan(-10);
    double mean = (digits[0] - digits[3]) / 3;
    for (int third = 0; third < 3; third++) {
      assertThat(digits[third] - digits[third + 1]).isBetween(0.7 * mean, 1.3 * mean);
    }
  }
}
