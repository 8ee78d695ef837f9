package org.hyperprism.engine.block;

import java.io.Serializable;
import java.util.Arrays;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.RoundTopology;

/**
 * The edges of one block's devices in a round, with their mixing weights: one object for both sides
 * of all exchanges of the round. Links are symmetric and so are the rules of their weights, hence
 * the edges that leave a device are those that reach it. As a sender the block asks which of its
 * devices another block {@linkplain #neededBy needs}; as a receiver it walks the neighbours of each
 * of its devices in ascending id. (A directed graph would have one such object for each side.)
 */
public final class EdgeBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  /** int[devices of the block + 1]: the edges of the i-th are [start[i], start[i + 1]). */
  private final int[] start;

  /** int[edges]: the device at the other end, ascending within a device's edges. */
  private final int[] neighbours;

  /** double[edges]: mixing weight a_ij. */
  private final double[] weights;

  /** int[blocks][]: ids of the devices that have a neighbour in the block, ascending. */
  private final int[][] neededBy;

  private final double smallestWeight;

  private EdgeBlock(
      int[] start, int[] neighbours, double[] weights, int[][] neededBy, double smallestWeight) {
    this.start = start;
    this.neighbours = neighbours;
    this.weights = weights;
    this.neededBy = neededBy;
    this.smallestWeight = smallestWeight;
  }

  /** The edges of the devices of {@code block}. */
  public static EdgeBlock of(RoundTopology topology, BlockLayout layout, int block) {
    Graph graph = topology.graph();
    int first = layout.first(block);
    int[] start = new int[layout.size(block) + 1];
    for (int index = 0; index + 1 < start.length; index++) {
      start[index + 1] = start[index] + graph.degree(first + index);
    }
    int[] neighbours = new int[start[start.length - 1]];
    double[] weights = new double[neighbours.length];
    double smallestWeight = 1;
    for (int index = 0; index + 1 < start.length; index++) {
      double others = 0;
      for (int edge = start[index]; edge < start[index + 1]; edge++) {
        neighbours[edge] = graph.neighbour(first + index, edge - start[index]);
        weights[edge] = topology.weight(first + index, neighbours[edge]);
        others += weights[edge];
        smallestWeight = Math.min(smallestWeight, weights[edge]);
      }
      smallestWeight = Math.min(smallestWeight, 1 - others);
    }
    return new EdgeBlock(
        start, neighbours, weights, neededBy(layout, first, start, neighbours), smallestWeight);
  }

  private static int[][] neededBy(BlockLayout layout, int first, int[] start, int[] neighbours) {
    int[][] devices = new int[layout.blocks()][start.length - 1];
    int[] filled = new int[layout.blocks()];
    for (int index = 0; index + 1 < start.length; index++) {
      // Neighbours ascend and blocks are consecutive, so those in one block follow one another.
      int end = 0;
      for (int edge = start[index]; edge < start[index + 1]; edge++) {
        if (neighbours[edge] >= end) {
          int block = layout.blockOf(neighbours[edge]);
          end = layout.end(block);
          devices[block][filled[block]++] = first + index;
        }
      }
    }
    for (int block = 0; block < devices.length; block++) {
      devices[block] = Arrays.copyOf(devices[block], filled[block]);
    }
    return devices;
  }

  /**
   * Ids of this block's devices that have a neighbour in another block, or in this one; ascending,
   * not to be changed.
   */
  public int[] neededBy(int block) {
    return neededBy[block];
  }

  /** Number of the first edge of the {@code index}-th device of the block. */
  public int firstEdge(int index) {
    return start[index];
  }

  /** Neighbours of the {@code index}-th device of the block. */
  public int degree(int index) {
    return start[index + 1] - start[index];
  }

  /** The largest number of neighbours of any device of the block; 0 without edges. */
  public int largestDegree() {
    int largest = 0;
    for (int index = 0; index + 1 < start.length; index++) {
      largest = Math.max(largest, degree(index));
    }
    return largest;
  }

  /** The device at the other end of an edge. */
  public int neighbour(int edge) {
    return neighbours[edge];
  }

  /** Mixing weight a_ij of an edge. */
  public double weight(int edge) {
    return weights[edge];
  }

  /** Edges of all devices of the block. */
  public int size() {
    return neighbours.length;
  }

  /**
   * The smallest mixing weight in the rows of the block's devices, their own included: its part of
   * zeta (HyperPrism assumption 5.1).
   */
  public double smallestWeight() {
    return smallestWeight;
  }
}
