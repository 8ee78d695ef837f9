package org.hyperprism.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

/** The mixing matrix of every rule. */
class MixingRuleTest {

  @Property(tries = 300)
  void isSymmetricAndDoublyStochasticAndPositiveOnLinksAndDiagonal(
      @ForAll MixingRule rule,
      @ForAll @IntRange(min = 2, max = 40) int devices,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll long seed) {
    Assume.that(rule != MixingRule.PUSH);
    Graph graph = new RandomDensity(devices, density, seed).graph(1);
    double[][] matrix = matrix(graph, rule);
    for (int i = 0; i < devices; i++) {
      double column = 0;
      for (int j = 0; j < devices; j++) {
        column += matrix[j][i];
        assertThat(matrix[i][j]).isEqualTo(matrix[j][i]);
        assertThat(matrix[i][j]).isGreaterThanOrEqualTo(0);
      }
      assertThat(column).isCloseTo(1, within(1e-13));
      for (int e = 0; e < graph.degree(i); e++) {
        assertThat(matrix[i][graph.neighbour(i, e)]).isPositive();
      }
      // 1 - d_i / lambda_max, and lambda_max >= d_max + 1 (Merris 1994).
      double smallest = rule == MixingRule.LAZY_METROPOLIS ? 0.5 : 1.0 / devices;
      assertThat(matrix[i][i]).isGreaterThanOrEqualTo(smallest - 1e-12);
    }
  }

  @Property(tries = 100)
  void columnsOfThePushRuleSumToOneWhicheverWayLinksCarry(
      @ForAll @IntRange(min = 2, max = 40) int devices,
      @ForAll @IntRange(min = 1, max = 39) int receivers,
      @ForAll long seed) {
    Graph graph = new DirectedRandom(devices, Math.min(receivers, devices - 1), seed).graph(1);
    RoundTopology topology = new RoundTopology(graph, MixingRule.PUSH);
    double[] columns = new double[devices];
    for (int i = 0; i < devices; i++) {
      columns[i] += topology.ownWeight(i);
      for (int e = 0; e < graph.degree(i); e++) {
        double weight = topology.weight(i, graph.neighbour(i, e));
        assertThat(weight).isEqualTo(topology.ownWeight(graph.neighbour(i, e)));
        columns[graph.neighbour(i, e)] += weight;
      }
    }
    for (double column : columns) {
      assertThat(column).isCloseTo(1, within(1e-13));
    }
  }

  /** 0 is heard by 1 and 2, 1 by 2. */
  @Test
  void ofThreeDevicesWhoseLinksCarryOneWay() {
    Graph graph = Graph.directed(3, new int[] {0, 0, 1}, new int[] {1, 2, 2});
    assertThat(matrix(graph, MixingRule.METROPOLIS)[2])
        .containsExactly(new double[] {1. / 3, 1. / 3, 1. / 3}, within(1e-15));
    assertThat(matrix(graph, MixingRule.METROPOLIS)[1]).containsExactly(0.5, 0.5, 0);
    assertThat(matrix(graph, MixingRule.METROPOLIS)[0]).containsExactly(1, 0, 0);
    RoundTopology push = new RoundTopology(graph, MixingRule.PUSH);
    assertThat(push.weight(2, 0)).isEqualTo(1. / 3);
    assertThat(push.weight(2, 1)).isEqualTo(0.5);
    assertThat(push.ownWeight(2)).isEqualTo(1);
  }

  @Test
  void ofAStar() {
    Graph star = Graph.of(4, new int[] {0, 0, 0}, new int[] {1, 2, 3});
    assertThat(matrix(star, MixingRule.METROPOLIS)[0]).containsExactly(0.25, 0.25, 0.25, 0.25);
    assertThat(matrix(star, MixingRule.LAZY_METROPOLIS)[0])
        .containsExactly(0.625, 0.125, 0.125, 0.125);
    assertThat(matrix(star, MixingRule.MAX_DEGREE)[1]).containsExactly(0.25, 0.75, 0, 0);
    // The largest eigenvalue of a star's Laplacian is its number of devices.
    assertThat(matrix(star, MixingRule.LAPLACIAN)[1])
        .containsExactly(new double[] {0.25, 0.75, 0, 0}, within(1e-12));
  }

  @Test
  void ofARing() {
    Graph ring = Graph.of(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0});
    assertThat(matrix(ring, MixingRule.METROPOLIS)[0])
        .containsExactly(new double[] {1. / 3, 1. / 3, 0, 1. / 3}, within(1e-15));
    assertThat(matrix(ring, MixingRule.LAPLACIAN)[0])
        .containsExactly(new double[] {0.5, 0.25, 0, 0.25}, within(1e-12));
  }

  private static double[][] matrix(Graph graph, MixingRule rule) {
    RoundTopology topology = new RoundTopology(graph, rule);
    double[][] matrix = new double[graph.devices()][graph.devices()];
    for (int i = 0; i < graph.devices(); i++) {
      double others = 0;
      for (int e = 0; e < graph.degree(i); e++) {
        matrix[i][graph.neighbour(i, e)] = topology.weight(i, graph.neighbour(i, e));
        others += matrix[i][graph.neighbour(i, e)];
      }
      matrix[i][i] = 1 - others;
    }
    return matrix;
  }
}
