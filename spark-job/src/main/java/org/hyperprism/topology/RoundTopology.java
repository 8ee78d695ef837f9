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

  public Graph graph() {
    return graph;
  }

  /** How the mixing weights follow from the graph. */
  public MixingRule rule() {
    return rule;
  }

  /** Mixing weight of what a device hears from a neighbour. */
  public double weight(int device, int neighbour) {
    return rule.ofLink(this, device, neighbour);
  }

  /** Mixing weight of a device's own part. */
  public double ownWeight(int device) {
    return rule.own(this, device);
  }

  /** Eigenvalues of the graph's Laplacian; links must carry both ways. */
  public synchronized Spectrum spectrum() {
    if (spectrum == null) {
      spectrum = Spectrum.of(graph);
    }
    return spectrum;
  }
}
