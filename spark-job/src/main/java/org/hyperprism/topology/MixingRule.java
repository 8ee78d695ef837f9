package org.hyperprism.topology;

/**
 * How the weight of a link follows from a round's graph; a device's own weight is the rest to 1.
 */
public enum MixingRule {
  /** {@link MetropolisWeights}: from the degrees of the two ends alone. */
  METROPOLIS {
    @Override
    double ofLink(RoundTopology topology, int device, int neighbour) {
      Graph graph = topology.graph();
      return MetropolisWeights.ofLink(graph.degree(device), graph.degree(neighbour));
    }
  },
  /**
   * I - L / lambda_max, with the graph's Laplacian L and its largest eigenvalue: positive
   * semi-definite, as the theory of Mudag and ADOM asks for (HyperPrism sec. 6.1); needs an
   * eigenvalue of the whole graph.
   */
  LAPLACIAN {
    @Override
    double ofLink(RoundTopology topology, int device, int neighbour) {
      return 1 / topology.spectrum().largest();
    }
  };

  abstract double ofLink(RoundTopology topology, int device, int neighbour);
}
