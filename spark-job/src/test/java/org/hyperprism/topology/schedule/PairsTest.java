package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.derived.SinglePair;
import org.junit.jupiter.api.Test;

/** Random matchings and random single pairs of another schedule's links. */
class PairsTest {

  private static final RandomStreams RANDOM = new RandomStreams(7);

  @Property(tries = 300)
  void aMatchingIsMaximalAndUsesAvailableLinksOnly(
      @ForAll @IntRange(min = 2, max = 40) int devices,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll @IntRange(min = 1, max = 1000) int round) {
    LinkSchedule available = new RandomDensity(devices, density, 3);
    Graph graph = available.graph(round);
    Graph matching = new RandomMatching(available, RANDOM).graph(round);
    for (int i = 0; i < devices; i++) {
      assertThat(matching.degree(i)).isLessThanOrEqualTo(1);
      if (matching.degree(i) == 1) {
        assertThat(areLinked(graph, i, matching.neighbour(i, 0))).isTrue();
      }
      for (int e = 0; e < graph.degree(i); e++) {
        assertThat(matching.degree(i) + matching.degree(graph.neighbour(i, e))).isPositive();
      }
    }
  }

  @Test
  void everyPerfectMatchingOfACompleteGraphIsEquallyLikely() {
    RandomMatching schedule = new RandomMatching(new RandomDensity(4, 1, 3), RANDOM);
    int[] partnerOfTheFirst = new int[4];
    int rounds = 30_000;
    for (int round = 1; round <= rounds; round++) {
      Graph matching = schedule.graph(round);
      assertThat(matching.links()).isEqualTo(2);
      partnerOfTheFirst[matching.neighbour(0, 0)]++;
    }
    double chiSquare = 0;
    for (int partner = 1; partner < 4; partner++) {
      chiSquare += Math.pow(partnerOfTheFirst[partner] - 10_000, 2) / 10_000;
    }
    assertThat(chiSquare).isLessThan(13.8); // 99.9% quantile, 2 degrees of freedom
  }

  @Test
  void everyLinkIsEquallyLikelyToBeTheSinglePair() {
    Graph star = Graph.of(5, new int[] {0, 0, 0, 1}, new int[] {1, 2, 3, 2});
    LinkSchedule always = new Always(star);
    Map<String, Integer> seen = new HashMap<>();
    int rounds = 20_000;
    for (int round = 1; round <= rounds; round++) {
      Graph pair = new SinglePair(always, RANDOM).graph(round);
      assertThat(pair.links()).isEqualTo(1);
      int first = 0;
      while (pair.degree(first) == 0) {
        first++;
      }
      seen.merge(first + "-" + pair.neighbour(first, 0), 1, Integer::sum);
    }
    assertThat(seen).containsOnlyKeys("0-1", "0-2", "0-3", "1-2");
    double chiSquare =
        seen.values().stream().mapToDouble(n -> (n - 5000.) * (n - 5000.) / 5000.).sum();
    assertThat(chiSquare).isLessThan(16.3); // 99.9% quantile, 3 degrees of freedom
  }

  @Test
  void withoutLinksThereIsNoPair() {
    LinkSchedule nothing = new RandomDensity(5, 0, 1);
    assertThat(new SinglePair(nothing, RANDOM).graph(1).links()).isZero();
    assertThat(new RandomMatching(nothing, RANDOM).graph(1).links()).isZero();
  }

  private record Always(Graph graph) implements LinkSchedule {
    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return graph.devices();
    }

    @Override
    public Graph graph(int round) {
      return graph;
    }
  }

  private static boolean areLinked(Graph graph, int device, int other) {
    for (int e = 0; e < graph.degree(device); e++) {
      if (graph.neighbour(device, e) == other) {
        return true;
      }
    }
    return false;
  }
}
