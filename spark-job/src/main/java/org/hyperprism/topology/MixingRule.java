package org.hyperprism.topology;

/**
 * How the weight of a link follows from a round's graph; a device's own weight is the rest to 1 of
 * its row. Every rule but {@link #PUSH} gives a symmetric, doubly stochastic matrix with positive
 * weights on all links and on the diagonal; where links carry one way, the rows still sum to 1, and
 * the columns do not.
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
  },
  /**
   * What a device has, in equal shares to each of its receivers and to itself: 1 / (1 + receivers
   * of the sender). Columns sum to 1, rows need not, so that sums over devices are kept however the
   * links are directed (Kempe, Dobra and Gehrke, 2003).
   */
  PUSH {
    @Override
    double ofLink(RoundTopology topology, int device, int neighbour) {
      return share(topology.graph(), neighbour);
    }

    @Override
    double own(RoundTopology topology, int device) {
      return share(topology.graph(), device);
    }

    private static double share(Graph graph, int sender) {
      return 1.0 / (1 + graph.reversed().degree(sender));
    }
  };

  /** Whether columns of the matrix sum to 1 and rows need not. */
  public boolean isColumnStochastic() {
    return this == PUSH;
  }

  abstract double ofLink(RoundTopology topology, int device, int neighbour);

  double own(RoundTopology topology, int device) {
    Graph graph = topology.graph();
    double others = 0;
    for (int e = 0; e < graph.degree(device); e++) {
      others += ofLink(topology, device, graph.neighbour(device, e));
    }
    return 1 - others;
  }
}
