package org.hyperprism.engine.block;

import java.io.Serializable;
import java.util.Arrays;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.RoundTopology;

/**
 * The edges that reach one block's devices in a round, with their mixing weights: one object for
 * both sides of all exchanges of the round. As a sender the block asks which of its devices another
 * block {@linkplain #neededBy needs}; as a receiver it walks the neighbours of each of its devices
 * in ascending id.
 */
public final class EdgeBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  /** int[devices of the block + 1]: the edges of the i-th are [start[i], start[i + 1]). */
  private final int[] start;

  /** int[edges]: the device at the other end, ascending within a device's edges. */
  private final int[] neighbours;

  /** double[edges]: mixing weight a_ij. */
  private final double[] weights;

  /** double[devices of the block]: mixing weight a_ii. */
  private final double[] ownWeights;

  /** int[blocks][]: ids of the devices that have a receiver in the block, ascending. */
  private final int[][] neededBy;

  private final double smallestWeight;
  private final boolean isColumnStochastic;

  private EdgeBlock(
      int[] start,
      int[] neighbours,
      double[] weights,
      double[] ownWeights,
      int[][] neededBy,
      double smallestWeight,
      boolean isColumnStochastic) {
    this.start = start;
    this.neighbours = neighbours;
    this.weights = weights;
    this.ownWeights = ownWeights;
    this.neededBy = neededBy;
    this.smallestWeight = smallestWeight;
    this.isColumnStochastic = isColumnStochastic;
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
    double[] ownWeights = new double[start.length - 1];
    boolean isColumnStochastic = topology.rule().isColumnStochastic();
    double smallestWeight = 1;
    for (int index = 0; index + 1 < start.length; index++) {
      double others = 0;
      for (int edge = start[index]; edge < start[index + 1]; edge++) {
        neighbours[edge] = graph.neighbour(first + index, edge - start[index]);
        weights[edge] = topology.weight(first + index, neighbours[edge]);
        others += weights[edge];
        smallestWeight = Math.min(smallestWeight, weights[edge]);
      }
      ownWeights[index] = isColumnStochastic ? topology.ownWeight(first + index) : 1 - others;
      smallestWeight = Math.min(smallestWeight, ownWeights[index]);
    }
    return new EdgeBlock(
        start,
        neighbours,
        weights,
        ownWeights,
        neededBy(layout, block, graph.reversed()),
        smallestWeight,
        isColumnStochastic);
  }

  private static int[][] neededBy(BlockLayout layout, int block, Graph receivers) {
    int[][] devices = new int[layout.blocks()][layout.size(block)];
    int[] filled = new int[layout.blocks()];
    for (int device = layout.first(block); device < layout.end(block); device++) {
      // Receivers ascend and blocks are consecutive, so those in one block follow one another.
      int end = 0;
      for (int e = 0; e < receivers.degree(device); e++) {
        int receiver = receivers.neighbour(device, e);
        if (receiver >= end) {
          int other = layout.blockOf(receiver);
          end = layout.end(other);
          devices[other][filled[other]++] = device;
        }
      }
    }
    for (int other = 0; other < devices.length; other++) {
      devices[other] = Arrays.copyOf(devices[other], filled[other]);
    }
    return devices;
  }

  /**
   * Ids of this block's devices that have a receiver in another block, or in this one; ascending,
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

  /** Mixing weight a_ii of the {@code index}-th device of the block. */
  public double ownWeight(int index) {
    return ownWeights[index];
  }

  /** Whether columns of the mixing matrix sum to 1, and rows need not. */
  public boolean isColumnStochastic() {
    return isColumnStochastic;
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
