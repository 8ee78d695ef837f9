package org.hyperprism.topology;

import org.jspecify.annotations.Nullable;

/**
 * A round's graph with its mixing weights. The spectrum is computed when first asked for, once;
 * threads may share a topology.
 */
public final class RoundTopology {

  private final Graph graph;
  private final MixingRule rule;
  private @Nullable Spectrum spectrum;

  public RoundTopology(Graph graph, MixingRule rule) {
    this.graph = graph;
    this.rule = rule;
  }

  /** Who can reach whom in the round. */
  public Graph graph() {
    return graph;
  }

  /** Mixing weight of a link. */
  public double weight(int device, int neighbour) {
    return rule.ofLink(this, device, neighbour);
  }

  /** Eigenvalues of the graph's Laplacian. */
  public synchronized Spectrum spectrum() {
    if (spectrum == null) {
      spectrum = Spectrum.of(graph);
    }
    return spectrum;
  }
}
