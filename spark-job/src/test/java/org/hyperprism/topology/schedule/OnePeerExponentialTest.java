package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnePeerExponentialTest {

  @Test
  void distancesDoubleFromRoundToRoundAndBeginAgain() {
    OnePeerExponential schedule = new OnePeerExponential(8);
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(t -> neighbours(schedule.graph(t), 3)))
        .containsExactly(List.of(2, 4), List.of(1, 5), List.of(7), List.of(2, 4), List.of(1, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 13, 64, 100})
  void afterTheLogarithmOfTheDevicesEverybodyHasHeardOfEverybody(int devices) {
    OnePeerExponential schedule = new OnePeerExponential(devices);
    int rounds = (int) Math.ceil(Math.log(devices) / Math.log(2));
    for (int source = 0; source < devices; source++) {
      TreeSet<Integer> heard = new TreeSet<>(List.of(source));
      for (int round = 1; round <= rounds; round++) {
        Graph graph = schedule.graph(round);
        for (int device : List.copyOf(heard)) {
          assertThat(graph.degree(device)).isBetween(1, 2);
          heard.addAll(neighbours(graph, device));
        }
      }
      assertThat(heard).hasSize(devices);
    }
  }

  private static List<Integer> neighbours(Graph graph, int device) {
    return IntStream.range(0, graph.degree(device))
        .mapToObj(e -> graph.neighbour(device, e))
        .toList();
  }
}
