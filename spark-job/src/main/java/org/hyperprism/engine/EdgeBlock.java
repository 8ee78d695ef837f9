package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.RoundTopology;

/**
 * The directed links of a round that leave the devices of one block, by the block they lead to.
 *
 * @param sourceBlock the block whose devices send
 * @param byDestinationBlock one list per block; empty where no link leads there
 * @param smallestWeight the smallest mixing weight in the rows of the block's devices, their own
 *     included: its part of zeta (HyperPrism assumption 5.1)
 */
record EdgeBlock(int sourceBlock, List<Edges> byDestinationBlock, double smallestWeight)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Directed links in ascending (source, destination).
   *
   * @param source sending device j
   * @param destination receiving device i
   * @param weight mixing weight a_ij
   */
  record Edges(int[] source, int[] destination, double[] weight) implements Serializable {

    private static final long serialVersionUID = 1L;

    int size() {
      return source.length;
    }
  }

  /** The links that leave {@code block} in a round, with their mixing weights. */
  static EdgeBlock of(RoundTopology topology, BlockLayout layout, int block) {
    Graph graph = topology.graph();
    int[] sizes = new int[layout.blocks()];
    for (int j = layout.first(block); j < layout.end(block); j++) {
      for (int e = 0; e < graph.degree(j); e++) {
        sizes[layout.blockOf(graph.neighbour(j, e))]++;
      }
    }
    List<Edges> lists = new ArrayList<>();
    for (int size : sizes) {
      lists.add(new Edges(new int[size], new int[size], new double[size]));
    }
    int[] filled = new int[layout.blocks()];
    double smallestWeight = 1;
    for (int j = layout.first(block); j < layout.end(block); j++) {
      double others = 0;
      for (int e = 0; e < graph.degree(j); e++) {
        int i = graph.neighbour(j, e);
        int destinationBlock = layout.blockOf(i);
        Edges edges = lists.get(destinationBlock);
        int position = filled[destinationBlock]++;
        edges.source[position] = j;
        edges.destination[position] = i;
        double weight = topology.weight(j, i);
        edges.weight[position] = weight;
        others += weight;
        smallestWeight = Math.min(smallestWeight, weight);
      }
      smallestWeight = Math.min(smallestWeight, 1 - others);
    }
    return new EdgeBlock(block, List.copyOf(lists), smallestWeight);
  }

  /**
   * The links from some devices to a block, with their mixing weights: the receiver's view of what
   * {@link #of} gives the sender.
   *
   * @param senders ids in ascending order
   */
  static Edges toBlock(RoundTopology topology, int[] senders, BlockLayout layout, int block) {
    Graph graph = topology.graph();
    int size = 0;
    for (int j : senders) {
      for (int e = 0; e < graph.degree(j); e++) {
        size += layout.blockOf(graph.neighbour(j, e)) == block ? 1 : 0;
      }
    }
    Edges edges = new Edges(new int[size], new int[size], new double[size]);
    int position = 0;
    for (int j : senders) {
      for (int e = 0; e < graph.degree(j); e++) {
        int i = graph.neighbour(j, e);
        if (layout.blockOf(i) == block) {
          edges.source[position] = j;
          edges.destination[position] = i;
          edges.weight[position++] = topology.weight(j, i);
        }
      }
    }
    return edges;
  }

  long size() {
    return byDestinationBlock.stream().mapToLong(Edges::size).sum();
  }
}
