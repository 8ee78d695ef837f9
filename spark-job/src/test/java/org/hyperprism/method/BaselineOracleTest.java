package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mudag, ADOM and ADOM+ on small quadratics, against values computed outside this code. */
class BaselineOracleTest {

  /** Half a unit of the last of 12 printed decimals. */
  private static final double PRINTED = 5.1e-13;

  private static final Graph PATH = Graph.of(3, new int[] {0, 1}, new int[] {1, 2});
  private static final Graph PAIR = Graph.of(2, new int[] {0}, new int[] {1});
  private static final double LIMIT = 0.99;

  /** f_i(x) = (x - b_i)^2 / 2 on two devices: L = mu = 1, and one dual step is exact. */
  private static final AcceleratedProblem UNIT = new AcceleratedProblem(1, 1e-3, 0);

  private static final double[] PAIR_OPTIMA = {1, 3};

  @ParameterizedTest
  @CsvSource({
    "1, 0.61803398875, 0.38196601125, 0",
    "2, 0.472135955, 0.38196601125, 0.14589803375",
    "3, 0.416407864999, 0.326237921249, 0.257354213752",
    "5, 0.349443536227, 0.334368540005, 0.316187923768",
  })
  void fastMix(int mixings, double first, double second, double third) {
    // With no gradient and all at rest, a round of Mudag is FastMix alone.
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.mudag(1, 10, mixings, LIMIT), PATH, new double[] {1, 0, 0}, (i, w) -> 0);
    assertThat(network.rounds(1).models())
        .containsExactly(new double[] {first, second, third}, within(PRINTED));
  }

  @Test
  void mudag() {
    double[] curvature = {1, 2, 3};
    double[] optimum = {0, 3, 6};
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.mudag(0.25, 2, 1, LIMIT),
            PATH,
            new double[3],
            (i, y) -> curvature[i] * (y - optimum[i]));
    network.rounds(1);
    assertScalars(network, 0, 0.572949016875, 2.072949016875, 3.35410196625);
    assertScalars(network, 1, 0.671251527074, 2.428610839955, 3.929574884494);
    network.rounds(1);
    assertScalars(network, 0, 1.920863625508, 2.843552968826, 3.935721192073);
    network.rounds(1);
    assertScalars(network, 0, 3.064221812303, 3.407220979328, 3.63941578726);
  }

  @Test
  void adom() {
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.adom(1, UNIT, 1), PAIR, new double[2], (i, x) -> x - PAIR_OPTIMA[i]);
    network.rounds(1);
    assertScalars(network, 0, 1, 3);
    assertScalars(network, 1, 2. / 7, -2. / 7);
    assertScalars(network, 2, 1, -1);
    assertScalars(network, 3, -4. / 7, -4. / 7);
    network.rounds(1);
    assertScalars(network, 0, 1.897959183673, 2.102040816327);
    assertScalars(network, 1, 0.402332361516, -0.402332361516);
    network.rounds(1);
    assertScalars(network, 0, 1.914618908788, 2.085381091212);
    network.rounds(1);
    assertScalars(network, 0, 1.928558678782, 2.071441321218);
  }

  @Test
  void adomPlus() {
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.adomPlus(1, UNIT), PAIR, new double[2], (i, x) -> x - PAIR_OPTIMA[i]);
    network.rounds(1);
    assertScalars(network, 0, 0.2, 0.6);
    assertScalars(network, 2, -0.7, -2.1);
    assertScalars(network, 4, 0, 0);
    assertScalars(network, 6, 0, 0);
    network.rounds(1);
    assertScalars(network, 0, 0.226818181818, 0.680454545455);
    assertScalars(network, 4, -0.095454545455, 0.095454545455);
    assertScalars(network, 6, -0.190909090909, -0.190909090909);
    network.rounds(1);
    assertScalars(network, 0, 0.289425964187, 0.724228305785);
    assertScalars(network, 4, -0.20225429428, 0.20225429428);
  }

  @Test
  void adomPlusStartsWhereTheDualVariablesBalanceTheStart() {
    Float64Network network =
        Float64Network.scalar(
            ExampleMethods.adomPlus(0.1, new AcceleratedProblem(10, 1e-3, 0)),
            PAIR,
            new double[] {4, 4},
            (i, x) -> 0);
    // mu = 1, nu = 1/2.
    assertScalars(network, 2, -2, -2);
    assertScalars(network, 3, -2, -2);
  }

  /** Vectors that each method of section 3's table sends to one neighbour in a round. */
  @Test
  void bytesPerLink() {
    int parameters = 7850;
    LocalTraining step = LocalTraining.plain(0.01, 1);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    Method hyperPrism = ExampleMethods.hyperPrism(3, 3, StepOrder.ATC, step, 1);
    assertBytes(hyperPrism, 1, 31_404);
    assertBytes(ExampleMethods.dpsgd(StepOrder.ATC, step, 1), 1, 31_404);
    assertBytes(ExampleMethods.dpsgd(StepOrder.CTA, step, 5), 1, 31_404);
    assertBytes(ExampleMethods.swarmSgd(SwarmSgd.Mode.MATCHING, false, step, 1), 1, 31_400);
    assertBytes(ExampleMethods.mudag(0.01, 10, 1, LIMIT), 1, 31_400);
    assertBytes(ExampleMethods.mudag(0.01, 10, 3, LIMIT), 3, 94_200);
    assertBytes(ExampleMethods.adom(0.01, problem, 1), 2, 62_800);
    assertBytes(ExampleMethods.adomPlus(0.01, problem), 2, 62_800);
    assertBytes(ExampleMethods.nonBlockingSwarmSgd(false, 0, 1, step, 1), 1, 31_400);
    assertBytes(ExampleMethods.heavyBall(0.9, false, step), 1, 31_404);
    assertBytes(ExampleMethods.heavyBall(0.9, true, step), 2, 62_804);
    assertBytes(ExampleMethods.heavyBall(0, true, step), 1, 31_404);
    assertBytes(ExampleMethods.gradientTracking(step), 2, 62_804);
    assertBytes(ExampleMethods.stochasticGradientPush(step), 1, 31_404);
    assertBytes(ExampleMethods.decentLam(0.9, step), 1, 31_404);
    assertBytes(ExampleMethods.quasiGlobalMomentum(0.9, 0.9, step), 1, 31_404);
    assertThat(
            ExampleMethods.nonBlockingSwarmSgd(false, 8, 1e-3, step, 1)
                .bytesPerLink(layout(parameters)))
        .isEqualTo(7850);
    assertThat(ExampleMethods.nonBlockingSwarmSgd(false, 3, 1e-3, step, 1).bytesPerLink(layout(9)))
        .isEqualTo(4);
  }

  /** The bytes are those of the vectors that really travel, and of the degree where it does. */
  private static void assertBytes(Method method, int vectors, long bytes) {
    assertThat(method.bytesPerLink(layout(7850))).isEqualTo(bytes);
    int devices = 6;
    Float64Network network =
        new Float64Network(
            method,
            new RandomDensity(devices, 0.5, 3),
            new double[devices][7850],
            (i, w, gradient) -> 0);
    network.rounds(1);
    long directedLinks = 2 * network.topology().graph().links();
    assertThat(network.sentNumbers()).isEqualTo(directedLinks * vectors * 7850);
    assertThat(bytes - 4L * vectors * 7850).isIn(0L, 4L);
  }

  private static ParameterLayout layout(int parameters) {
    return ParameterLayout.of(ModelPart.DECISION, parameters);
  }

  private static void assertScalars(Float64Network network, int number, double... expected) {
    Vector vector = new Vector("number " + number, Vector.Lifetime.KEPT, number);
    assertThat(network.parameter(vector, 0)).containsExactly(expected, within(PRINTED));
  }
}
