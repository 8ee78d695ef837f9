package org.hyperprism.topology;

/**
 * How the weight of a link follows from a round's graph; a device's own weight is the rest to 1.
 * Every rule gives a symmetric, doubly stochastic matrix with positive weights on all links and on
 * the diagonal.
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
   * Half of {@link #METROPOLIS} and half of staying: own weights of at least 1/2, so no eigenvalue
   * is negative (Olshevsky, 2014).
   */
  LAZY_METROPOLIS {
    @Override
    double ofLink(RoundTopology topology, int device, int neighbour) {
      return METROPOLIS.ofLink(topology, device, neighbour) / 2;
    }
  },
  /**
   * 1 / (1 + the largest degree of the round's graph) on every link (Xiao and Boyd, 2004); needs a
   * number of the whole graph.
   */
  MAX_DEGREE {
    @Override
    double ofLink(RoundTopology topology, int device, int neighbour) {
      return 1.0 / (1 + topology.graph().largestDegree());
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
