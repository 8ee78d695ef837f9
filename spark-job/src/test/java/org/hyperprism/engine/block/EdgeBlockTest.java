package org.hyperprism.engine.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of blocks against the graph that they are cut from. */
class EdgeBlockTest {

  private static final int DEVICES = 23;

  @ParameterizedTest
  @CsvSource({"1, 0.3", "2, 0.3", "5, 0.05", "5, 0.3", "5, 1", "23, 0.3", "5, 0", "5, -3", "1, -3"})
  void aBlockHasTheEdgesOfItsDevicesInAscendingOrder(int blocks, double density) {
    Graph graph = graph(density);
    RoundTopology topology = new RoundTopology(graph, MixingRule.METROPOLIS);
    BlockLayout layout = BlockLayout.of(DEVICES, blocks);
    long edges = 0;
    for (int block = 0; block < blocks; block++) {
      EdgeBlock own = EdgeBlock.of(topology, layout, block);
      edges += own.size();
      double smallest = 1;
      int largestDegree = 0;
      for (int index = 0; index < layout.size(block); index++) {
        int receiver = layout.first(block) + index;
        assertThat(own.degree(index)).isEqualTo(graph.degree(receiver));
        largestDegree = Math.max(largestDegree, graph.degree(receiver));
        double self = 1;
        for (int n = 0; n < graph.degree(receiver); n++) {
          int sender = graph.neighbour(receiver, n);
          int edge = own.firstEdge(index) + n;
          assertThat(own.neighbour(edge)).isEqualTo(sender);
          assertThat(own.weight(edge)).isEqualTo(topology.weight(receiver, sender));
          smallest = Math.min(smallest, own.weight(edge));
          self -= own.weight(edge);
        }
        smallest = Math.min(smallest, self);
      }
      assertThat(own.smallestWeight()).isBetween(smallest - 1e-15, smallest + 1e-15);
      assertThat(own.largestDegree()).isEqualTo(largestDegree);
    }
    long all = IntStream.range(0, DEVICES).map(graph::degree).sum();
    assertThat(edges).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.3", "2, 0.3", "5, 0.05", "5, 0.3", "5, 1", "23, 0.3", "5, 0", "5, -3", "23, -3"
  })
  void whatABlockNeedsIsWhatItsReceiversWalk(int blocks, double density) {
    Graph graph = graph(density);
    RoundTopology topology = new RoundTopology(graph, MixingRule.METROPOLIS);
    BlockLayout layout = BlockLayout.of(DEVICES, blocks);
    for (int sender = 0; sender < blocks; sender++) {
      EdgeBlock edges = EdgeBlock.of(topology, layout, sender);
      for (int receiver = 0; receiver < blocks; receiver++) {
        assertThat(edges.neededBy(receiver))
            .as("of block %d by block %d", sender, receiver)
            .containsExactly(needed(graph, layout, sender, receiver));
      }
    }
  }

  /** Links both ways of this density; if it is negative, one way to so many devices from each. */
  private static Graph graph(double density) {
    return density < 0
        ? new DirectedRandom(DEVICES, (int) -density, 4).graph(1)
        : new RandomDensity(DEVICES, density, 4).graph(1);
  }

  /** Devices of one block that are a neighbour of any of another block. */
  private static int[] needed(Graph graph, BlockLayout layout, int sender, int receiver) {
    List<Integer> walked = new ArrayList<>();
    for (int i = layout.first(receiver); i < layout.end(receiver); i++) {
      for (int n = 0; n < graph.degree(i); n++) {
        walked.add(graph.neighbour(i, n));
      }
    }
    return IntStream.range(layout.first(sender), layout.end(sender))
        .filter(walked::contains)
        .toArray();
  }
}
