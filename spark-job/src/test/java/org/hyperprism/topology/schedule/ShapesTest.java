package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;

/** Graphs of a known shape, small worlds, and trees that are dealt out over rounds. */
class ShapesTest {

  private static int[] neighbours(Graph graph, int device) {
    int[] neighbours = new int[graph.degree(device)];
    for (int e = 0; e < neighbours.length; e++) {
      neighbours[e] = graph.neighbour(device, e);
    }
    return neighbours;
  }

  private static Graph graph(StaticShape shape, int devices) {
    return new StaticGraph(shape, devices).graph(1);
  }

  @Test
  void neighboursInEachShape() {
    assertThat(neighbours(graph(StaticShape.RING, 7), 0)).containsExactly(1, 6);
    assertThat(neighbours(graph(StaticShape.RING, 2), 0)).containsExactly(1);
    // 3 rows of 4: device 5 stands in row 1, column 1; device 0 in a corner.
    assertThat(neighbours(graph(StaticShape.TORUS, 12), 5)).containsExactly(1, 4, 6, 9);
    assertThat(neighbours(graph(StaticShape.TORUS, 12), 0)).containsExactly(1, 3, 4, 8);
    // 2 rows of 3: one link up or down, not two.
    assertThat(neighbours(graph(StaticShape.TORUS, 6), 4)).containsExactly(1, 3, 5);
    assertThat(neighbours(graph(StaticShape.TORUS, 4), 0)).containsExactly(1, 2);
    assertThat(neighbours(graph(StaticShape.EXPONENTIAL, 8), 0)).containsExactly(1, 2, 4, 6, 7);
    assertThat(neighbours(graph(StaticShape.EXPONENTIAL, 6), 0)).containsExactly(1, 2, 4, 5);
    assertThat(neighbours(graph(StaticShape.COMPLETE, 4), 2)).containsExactly(0, 1, 3);
    assertThat(neighbours(graph(StaticShape.STAR, 5), 0)).containsExactly(1, 2, 3, 4);
    assertThat(neighbours(graph(StaticShape.STAR, 5), 3)).containsExactly(0);
  }

  @Test
  void aPrimeNumberOfDevicesMakesATorusARing() {
    assertThat(GraphCode.crc(graph(StaticShape.TORUS, 13)))
        .isEqualTo(GraphCode.crc(graph(StaticShape.RING, 13)));
  }

  @Property(tries = 200)
  void everyShapeConnectsAnyNumberOfDevices(@ForAll @IntRange(min = 1, max = 200) int devices) {
    for (StaticShape shape : StaticShape.values()) {
      assertThat(GraphCode.isConnected(graph(shape, devices))).as("%s", shape).isTrue();
    }
    assertThat(graph(StaticShape.COMPLETE, devices).links())
        .isEqualTo((long) devices * (devices - 1) / 2);
    for (int i = 0; i < devices && devices > 2; i++) {
      assertThat(graph(StaticShape.RING, devices).degree(i)).isEqualTo(2);
    }
  }

  @Test
  void aSmallWorldKeepsItsNumberOfLinksAndMovesTheShareAskedFor() {
    int devices = 1000;
    int rounds = 50;
    SmallWorld schedule = new SmallWorld(devices, 6, 0.2, 3);
    long moved = 0;
    for (int round = 1; round <= rounds; round++) {
      Graph graph = schedule.graph(round);
      assertThat(graph.links()).isEqualTo(3L * devices);
      for (int i = 0; i < devices; i++) {
        for (int j : neighbours(graph, i)) {
          int apart = Math.floorMod(j - i, devices);
          moved += i < j && Math.min(apart, devices - apart) > 3 ? 1 : 0;
        }
      }
    }
    // A moved link comes to lie beside its device again once in 1700: 1e-4 of the links.
    Statistics.assertShare("moved", moved, rounds * 3L * devices, 0.2);
  }

  @Test
  void withoutRewiringASmallWorldIsACircle() {
    Graph graph = new SmallWorld(9, 4, 0, 3).graph(1);
    assertThat(neighbours(graph, 0)).containsExactly(1, 2, 7, 8);
    Graph full = new SmallWorld(5, 4, 1, 3).graph(1);
    assertThat(full.links()).isEqualTo(10);
  }

  /** A link that is moved goes to every device it may go to with the same probability. */
  @Test
  void movedLinksEndAnywhere() {
    int devices = 9;
    SmallWorld schedule = new SmallWorld(devices, 2, 0.05, 3);
    long[] ends = new long[devices * devices];
    for (int round = 1; round <= 20_000; round++) {
      Graph graph = schedule.graph(round);
      int missing = 0;
      int from = -1;
      for (int i = 0; i < devices; i++) {
        if (!GraphCode.areLinked(graph, i, (i + 1) % devices)) {
          missing++;
          from = i;
        }
      }
      for (int further = 2; missing == 1 && further < devices - 1; further++) {
        int link = from * devices + further;
        ends[link] += GraphCode.areLinked(graph, from, (from + further) % devices) ? 1 : 0;
      }
    }
    Statistics.assertDistribution(
        "moved link",
        ends,
        link -> link % devices < 2 || link % devices > 7 ? 0 : 1. / (6 * devices));
  }

  @Property(tries = 300)
  void theUnionOverAnyWindowIsConnectedAndNoSingleGraphIs(
      @ForAll @IntRange(min = 3, max = 60) int devices,
      @ForAll @IntRange(min = 1, max = 12) int window,
      @ForAll @IntRange(min = 1, max = 100) int from,
      @ForAll long seed) {
    BConnected schedule = new BConnected(devices, window, seed);
    Set<Long> pairs = new HashSet<>();
    for (int round = from; round < from + window; round++) {
      Graph graph = schedule.graph(round);
      assertThat(GraphCode.isConnected(graph)).isEqualTo(window == 1);
      for (int i = 0; i < devices; i++) {
        for (int j : neighbours(graph, i)) {
          if (i < j) {
            pairs.add((long) i * devices + j);
          }
        }
      }
    }
    Graph union =
        Graph.of(
            devices,
            pairs.stream().mapToInt(pair -> (int) (pair / devices)).toArray(),
            pairs.stream().mapToInt(pair -> (int) (pair % devices)).toArray());
    assertThat(GraphCode.isConnected(union)).isTrue();
    assertThat(union.links()).isEqualTo(devices - 1);
  }

  /** Cayley: 4 devices have 4^2 labelled trees, 5 have 5^3. */
  @Test
  void everyTreeIsEquallyLikely() {
    for (int devices : new int[] {4, 5}) {
      TreeMap<Long, Long> seen = new TreeMap<>();
      for (int seed = 1; seed <= 20_000; seed++) {
        seen.merge(GraphCode.bits(new BConnected(devices, 1, seed).graph(1)), 1L, Long::sum);
      }
      int trees = devices == 4 ? 16 : 125;
      assertThat(seen).hasSize(trees);
      long[] counts = seen.values().stream().mapToLong(Long::longValue).toArray();
      Statistics.assertDistribution("trees of " + devices, counts, tree -> 1. / trees);
    }
  }
}
