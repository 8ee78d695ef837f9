package org.hyperprism.topology.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.RoundTopology;
import org.jspecify.annotations.Nullable;

/**
 * The links of one round.
 *
 * @param round from 1
 * @param links number of undirected links
 * @param density links over pairs of devices, 0 to 1; 0 for a single device
 * @param meanDegree mean number of neighbours
 * @param leastDegree smallest number of neighbours
 * @param mostDegree largest number of neighbours
 * @param components number of connected components, a lone device being one
 * @param largestComponent devices in the largest of them
 * @param algebraicConnectivity second smallest eigenvalue of the Laplacian (Fiedler, 1973); 0 if
 *     the graph is not connected
 * @param connectivityIsUpperBound whether it was not found and is smaller
 * @param smallestWeight zeta, the smallest positive mixing weight, own weights included
 * @param churn links that came or went since the round before, over those that are in either; 0 if
 *     neither has any, absent in the first round
 */
public record RoundStatistics(
    int round,
    long links,
    double density,
    double meanDegree,
    int leastDegree,
    int mostDegree,
    int components,
    int largestComponent,
    double algebraicConnectivity,
    boolean connectivityIsUpperBound,
    double smallestWeight,
    OptionalDouble churn) {

  /** Weights that differ from 0 by no more than rounding count as 0. */
  private static final double ZERO = 1e-12;

  /**
   * Looks at one round.
   *
   * @param before the graph of the round before; null in the first
   */
  static RoundStatistics of(int round, RoundTopology topology, @Nullable Graph before) {
    Graph graph = topology.graph();
    int devices = graph.devices();
    int least = devices == 0 ? 0 : Integer.MAX_VALUE;
    for (int device = 0; device < devices; device++) {
      least = Math.min(least, graph.degree(device));
    }
    int[] componentSize = new int[devices];
    for (int component : graph.components()) {
      componentSize[component]++;
    }
    int components = (int) Arrays.stream(componentSize).filter(size -> size > 0).count();
    double pairs = 0.5 * devices * (devices - 1);
    return new RoundStatistics(
        round,
        graph.links(),
        pairs == 0 ? 0 : graph.links() / pairs,
        devices == 0 ? 0 : 2.0 * graph.links() / devices,
        least,
        graph.largestDegree(),
        components,
        Arrays.stream(componentSize).max().orElse(0),
        components == 1 ? topology.spectrum().smallestPositive() : 0,
        components == 1 && topology.spectrum().isUpperBound(),
        smallestWeight(topology),
        before == null ? OptionalDouble.empty() : OptionalDouble.of(churn(before, graph)));
  }

  private static double smallestWeight(RoundTopology topology) {
    Graph graph = topology.graph();
    double smallest = 1;
    for (int device = 0; device < graph.devices(); device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        double weight = topology.weight(device, graph.neighbour(device, e));
        smallest = Math.min(smallest, weight);
      }
      double own = topology.ownWeight(device);
      smallest = own > ZERO ? Math.min(smallest, own) : smallest;
    }
    return smallest;
  }

  /** The Jaccard distance of the two sets of links. */
  private static double churn(Graph before, Graph now) {
    long both = 0;
    for (int device = 0; device < now.devices(); device++) {
      int old = 0;
      for (int e = 0; e < now.degree(device); e++) {
        int neighbour = now.neighbour(device, e);
        while (old < before.degree(device) && before.neighbour(device, old) < neighbour) {
          old++;
        }
        if (old < before.degree(device) && before.neighbour(device, old) == neighbour) {
          both++; // once from each end
        }
      }
    }
    both /= 2;
    long either = before.links() + now.links() - both;
    return either == 0 ? 0 : (double) (either - both) / either;
  }
}
