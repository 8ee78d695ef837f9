package org.hyperprism.topology;

/**
 * Mixing weights a_ij = min(1/(N_i+1), 1/(N_j+1)) = 1/(1 + max(N_i, N_j)) on links, a_ii = 1 - sum
 * of the others (HyperPrism eqs. 4-5; Metropolis-Hastings weights of Xiao, Boyd and Lall 2006).
 * Symmetric and doubly stochastic; a device computes its row from its own degree and those its
 * neighbours send.
 */
public final class MetropolisWeights {

  private MetropolisWeights() {}

  /** a_ij of two linked devices with {@code degree} and {@code otherDegree} neighbours. */
  public static double ofLink(int degree, int otherDegree) {
    return 1.0 / (1 + Math.max(degree, otherDegree));
  }

  /**
   * Row i of the mixing matrix as {@code float64[devices]}.
   *
   * @param device the row i
   */
  public static double[] row(Graph graph, int device) {
    double[] row = new double[graph.devices()];
    double others = 0;
    for (int e = 0; e < graph.degree(device); e++) {
      int neighbour = graph.neighbour(device, e);
      row[neighbour] = ofLink(graph.degree(device), graph.degree(neighbour));
      others += row[neighbour];
    }
    row[device] = 1 - others;
    return row;
  }
}
