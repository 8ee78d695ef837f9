package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.swarmSgd;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SwarmSGD in its three modes, one parameter per device. */
class SwarmSgdTest {

  private static final double EXACT = 1e-12;
  private static final int DEVICES = 9;
  private static final Vector COPY = new Vector("copy", Vector.Lifetime.KEPT, 1);
  private static final Vector BASE = new Vector("base", Vector.Lifetime.KEPT, 2);
  private static final LinkSchedule LINKS = new RandomDensity(DEVICES, 0.4, 5);
  private static final LocalTraining STEP = LocalTraining.plain(0.1, 1);
  private static final double[] START = new Random(2).doubles(DEVICES, -1, 1).toArray();

  private static Float64Network network(
      Method method, double[] start, Float64Network.ScalarGradient gradient) {
    double[][] rows = Arrays.stream(start).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    return new Float64Network(
        method,
        LINKS,
        rows,
        (device, weights, target) -> {
          target[0] = gradient.at(device, weights[0]);
          return 0;
        });
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  @ParameterizedTest
  @EnumSource(
      value = SwarmSgd.Mode.class,
      names = {"MATCHING", "SINGLE_PAIR"})
  void theMixingMatrixHasRowsOfTwoHalvesForPairsAndOneForTheRest(SwarmSgd.Mode pairs) {
    Method method = swarmSgd(pairs, false, STEP, 1);
    for (int j = 0; j < DEVICES; j++) {
      // Without gradients, the start e_j gives column j of the mixing matrix.
      double[] unit = new double[DEVICES];
      unit[j] = 1;
      Float64Network network = network(method, unit, (i, w) -> 0).rounds(1);
      Graph graph = network.topology().graph();
      assertThat(graph.links()).isEqualTo(pairs == SwarmSgd.Mode.SINGLE_PAIR ? 1 : 4);
      double[] expected = new double[DEVICES];
      expected[j] = graph.degree(j) == 0 ? 1 : 0.5;
      if (graph.degree(j) == 1) {
        expected[graph.neighbour(j, 0)] = 0.5;
      }
      assertThat(network.models()).containsExactly(expected, within(0.0));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SwarmSgd.Mode.class,
      names = {"MATCHING", "SINGLE_PAIR"})
  void averagingConservesTheSum(SwarmSgd.Mode pairs) {
    Float64Network network =
        network(swarmSgd(pairs, false, STEP, 3), START, (device, w) -> device - 4);
    // The gradients -4..4 of the devices cancel, so steps conserve the sum too.
    for (int round = 1; round <= 50; round++) {
      assertThat(sum(network.rounds(1).models())).isCloseTo(sum(START), within(EXACT));
    }
  }

  @Test
  void onlyPairsStepIfAsked() {
    Float64Network all =
        network(swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, false, STEP, 2), START, (i, w) -> 1);
    Float64Network pair =
        network(swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, true, STEP, 2), START, (i, w) -> 1);
    assertThat(sum(all.rounds(1).models()))
        .isCloseTo(sum(START) - DEVICES * 2 * 0.1, within(EXACT));
    assertThat(sum(pair.rounds(1).models())).isCloseTo(sum(START) - 2 * 2 * 0.1, within(EXACT));
  }

  @Test
  void nonBlockingReadsConserveCopiesPlusPendingSteps() {
    Float64Network network =
        network(nonBlockingSwarmSgd(false, 0, 1, STEP, 2), START, (device, w) -> device - 4);
    for (int round = 1; round <= 50; round++) {
      assertThat(copiesPlusPending(network.rounds(1))).isCloseTo(sum(START), within(EXACT));
    }
  }

  @ParameterizedTest
  @EnumSource(SwarmSgd.Rounding.class)
  void quantisedReadsConserveItUpToTheRoundingOfReadParameters(SwarmSgd.Rounding rounding) {
    double grid = 1e-2;
    double error = rounding == SwarmSgd.Rounding.NEAREST ? grid / 2 : grid;
    Method swarm = nonBlockingSwarmSgd(false, 8, grid, rounding, STEP, 1);
    Float64Network network = network(swarm, START, (device, w) -> device - 4);
    for (int round = 1; round <= 50; round++) {
      double before = copiesPlusPending(network);
      network.rounds(1);
      long read = 2 * network.topology().graph().links();
      assertThat(copiesPlusPending(network)).isCloseTo(before, within(read * error + EXACT));
    }
  }

  /** Steps of a fiftieth of the grid: all of them together move every model by 80 grid steps. */
  @Test
  void stepsBelowTheGridAreLostByRoundingToTheNearestAndKeptOnAverageByChance() {
    double grid = 1e-2;
    LocalTraining small = LocalTraining.plain(grid / 50, 1);
    Map<SwarmSgd.Rounding, Double> lost = new EnumMap<>(SwarmSgd.Rounding.class);
    for (SwarmSgd.Rounding rounding : SwarmSgd.Rounding.values()) {
      Method swarm = nonBlockingSwarmSgd(false, 8, grid, rounding, small, 1);
      Float64Network network = network(swarm, new double[DEVICES], (device, w) -> -1).rounds(4000);
      lost.put(rounding, 80 - copiesPlusPending(network) / DEVICES / grid);
    }
    // 32,000 reads, each off by at most half a grid step in standard deviation: 90 steps over 9.
    assertThat(lost.get(SwarmSgd.Rounding.STOCHASTIC)).isCloseTo(0.0, within(4 * 90 / 9.0));
    assertThat(lost.get(SwarmSgd.Rounding.NEAREST)).isGreaterThan(78);
  }

  /** A grid of 1 would leave nothing of numbers below a half. */
  @Test
  void runningStatisticsAreReadAsTheyAre() {
    Method swarm = nonBlockingSwarmSgd(false, 8, 1, STEP, 1);
    Float64Network network =
        new Float64Network(
            swarm,
            Float64Network.constant(Graph.of(2, new int[] {0}, new int[] {1})),
            ParameterLayout.of(ModelPart.STATISTICS, 1),
            new double[][] {{0.1}, {0.4}},
            (device, weights, gradient) -> 0);
    network.rounds(1);
    assertThat(network.parameter(COPY, 0))
        .containsExactly(new double[] {0.25, 0.25}, within(EXACT));
  }

  @Test
  void theAdviceNamesAWiderGrid() {
    assertThat(nonBlockingSwarmSgd(false, 8, 1e-3, STEP, 1).adviceOnMisreading())
        .contains("more than 127 steps", "--set swarmsgd.quantisation.step=0.004");
  }

  private static double copiesPlusPending(Float64Network network) {
    return sum(network.parameter(COPY, 0))
        + sum(network.models())
        - sum(network.parameter(BASE, 0));
  }

  @Test
  void theInitiatorMovesAndItsPartnersLiveModelKeepsRunning() {
    Graph pair = Graph.of(2, new int[] {0}, new int[] {1});
    int[] initiated = new int[2];
    Float64Network network =
        Float64Network.scalar(
            nonBlockingSwarmSgd(false, 0, 1, STEP, 1), pair, new double[] {0, 8}, (i, w) -> 1 + i);
    for (int round = 1; round <= 200; round++) {
      double[] copy = network.parameter(COPY, 0);
      double[] base = network.parameter(BASE, 0);
      // One local step each: gradients 1 and 2.
      double[] live = network.models();
      live[0] -= 0.1;
      live[1] -= 0.2;
      network.rounds(1);
      double mean = (copy[0] + copy[1]) / 2;
      int initiator = network.parameter(COPY, 0)[0] == network.models()[0] ? 0 : 1;
      int partner = 1 - initiator;
      initiated[initiator]++;
      double moved = mean + live[initiator] - base[initiator];
      assertThat(network.models()[initiator]).isCloseTo(moved, within(EXACT));
      assertThat(network.parameter(BASE, 0)[initiator]).isCloseTo(moved, within(EXACT));
      assertThat(network.models()[partner]).isCloseTo(live[partner], within(EXACT));
      assertThat(network.parameter(COPY, 0)[partner]).isCloseTo(mean, within(EXACT));
      assertThat(network.parameter(BASE, 0)[partner]).isEqualTo(base[partner]);
    }
    // Either is as likely: 200 fair draws stay within 100 +- 30 but once in 40,000 times.
    assertThat(initiated[0]).isBetween(70, 130);
  }

  @Test
  void everyModeTrains() {
    Method[] modes = {
      swarmSgd(SwarmSgd.Mode.MATCHING, false, STEP, 1),
      swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, false, STEP, 1),
      nonBlockingSwarmSgd(false, 0, 1, STEP, 1),
      nonBlockingSwarmSgd(false, 8, 1e-2, STEP, 1),
    };
    for (Method mode : modes) {
      // One optimum for all: without disagreement the error falls to that of the lattice.
      double[] models = network(mode, START, (i, w) -> w - 0.5).rounds(200).models();
      assertThat(models).usingComparatorWithPrecision(0.03).containsOnly(0.5);
    }
  }
}
