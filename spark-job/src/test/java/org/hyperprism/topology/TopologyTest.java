package org.hyperprism.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

class TopologyTest {

  private static final double TOLERANCE = 1e-15;

  @Test
  void metropolisWeightsOfThePath() {
    Graph path = Graph.of(3, new int[] {0, 1}, new int[] {1, 2});
    assertRow(path, 0, 2. / 3, 1. / 3, 0);
    assertRow(path, 1, 1. / 3, 1. / 3, 1. / 3);
    assertRow(path, 2, 0, 1. / 3, 2. / 3);
  }

  @Test
  void metropolisWeightsOfFiveDevices() {
    Graph graph = Graph.of(5, new int[] {0, 3, 0, 0, 1}, new int[] {1, 0, 2, 4, 2});
    assertRow(graph, 0, 0.2, 0.2, 0.2, 0.2, 0.2);
    assertRow(graph, 1, 0.2, 7. / 15, 1. / 3, 0, 0);
    assertRow(graph, 2, 0.2, 1. / 3, 7. / 15, 0, 0);
    assertRow(graph, 3, 0.2, 0, 0, 0.8, 0);
    assertRow(graph, 4, 0.2, 0, 0, 0, 0.8);
  }

  @Test
  void anIsolatedDeviceKeepsAllItsWeight() {
    Graph graph = Graph.of(3, new int[] {0}, new int[] {1});
    assertRow(graph, 0, 0.5, 0.5, 0);
    assertRow(graph, 1, 0.5, 0.5, 0);
    assertRow(graph, 2, 0, 0, 1);
  }

  @Property(tries = 200)
  void exactDensityAndDoublyStochastic(
      @ForAll @IntRange(min = 2, max = 60) int devices,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1000) int round) {
    Graph graph = new RandomDensity(devices, density, seed).graph(round);
    long possible = (long) devices * (devices - 1) / 2;
    assertThat(graph.links()).isEqualTo(Math.round(density * possible));
    double[][] matrix = new double[devices][];
    for (int i = 0; i < devices; i++) {
      matrix[i] = MetropolisWeights.row(graph, i);
      assertThat(matrix[i][i]).isGreaterThanOrEqualTo(1.0 / (graph.degree(i) + 1) - 1e-14);
    }
    for (int i = 0; i < devices; i++) {
      double column = 0;
      for (int j = 0; j < devices; j++) {
        assertThat(matrix[i][j]).isEqualTo(matrix[j][i]);
        column += matrix[j][i];
      }
      assertThat(column).isCloseTo(1, within(1e-13));
    }
  }

  @Test
  void everyGraphIsEquallyLikely() {
    // 4 devices, 3 of 6 links: 20 graphs; below one half absent links are drawn the other way.
    for (double density : new double[] {0.5, 4. / 6}) {
      Map<Long, Integer> seen = new HashMap<>();
      int rounds = 20_000;
      for (int round = 1; round <= rounds; round++) {
        seen.merge(code(new RandomDensity(4, density, 3).graph(round)), 1, Integer::sum);
      }
      int graphs = density == 0.5 ? 20 : 15;
      assertThat(seen).hasSize(graphs);
      double expected = (double) rounds / graphs;
      double chiSquare =
          seen.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
      // 99.9% quantiles of chi-square with 19 and 14 degrees of freedom.
      assertThat(chiSquare).isLessThan(graphs == 20 ? 43.8 : 36.1);
    }
  }

  private static long code(Graph graph) {
    long code = 0;
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        code |= 1L << (i * graph.devices() + graph.neighbour(i, e));
      }
    }
    return code;
  }

  @Test
  void everyRoundHasItsOwnGraphAndKeepsIt() {
    RandomDensity schedule = new RandomDensity(7, 0.5, 11);
    assertThat(code(schedule.graph(1))).isNotEqualTo(code(schedule.graph(2)));
    assertThat(code(schedule.graph(1))).isEqualTo(code(new RandomDensity(7, 0.5, 11).graph(1)));
  }

  @Test
  void densityOutsideZeroToOneIsRefused() {
    for (double density : new double[] {-0.1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> new RandomDensity(5, density, 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("links.density is " + density)
          .hasMessageContaining("[0, 1]");
    }
  }

  @Test
  void selfLinksAndDoubleLinksAreRefused() {
    assertThatThrownBy(() -> Graph.of(3, new int[] {1}, new int[] {1}))
        .hasMessageContaining("device 1 is linked to itself");
    assertThatThrownBy(() -> Graph.of(3, new int[] {0, 1}, new int[] {1, 0}))
        .hasMessageContaining("devices 0 and 1 are linked twice");
  }

  private static void assertRow(Graph graph, int device, double... expected) {
    assertThat(MetropolisWeights.row(graph, device)).containsExactly(expected, within(TOLERANCE));
  }
}
