package org.hyperprism.topology;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A round's graph with its mixing weights. The spectrum is computed when first asked for, once;
 * threads may share a topology.
 */
public final class RoundTopology {

  private final Graph graph;
  private final MixingRule rule;
  private @Nullable Spectrum spectrum;
  private @Nullable Spectrum gossip;
  private double gossipRatio = Double.NaN;

  public RoundTopology(Graph graph, MixingRule rule) {
    this.graph = graph;
    this.rule = rule;
  }

  /** Who can reach whom in the round. */
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

  /**
   * Eigenvalues of the gossip matrix I - A, with the mixing weights A that are used; links must
   * carry both ways.
   */
  public synchronized Spectrum gossip() {
    if (gossip == null) {
      gossip =
          rule == MixingRule.LAPLACIAN
              ? new Spectrum(
                  spectrum().largest() == 0 ? 0 : 1, spectrum().ratio(), spectrum().isUpperBound())
              : Spectrum.of(graph, this::weight);
    }
    return gossip;
  }

  /**
   * 1/chi of the round's gossip matrix W = I - A: its smallest eigenvalue above 0 over its largest.
   * Of links that leave devices apart that may promise too much, for it is 1 of a single link; then
   * it is at most that of the mean of W over all ways to number the devices, trace(W) / ((m - 1)
   * lambda_max). 0 without links; links must carry both ways.
   */
  public synchronized double gossipRatio() {
    if (Double.isNaN(gossipRatio)) {
      double own = gossip().ratio();
      gossipRatio = leavesDevicesApart() ? Math.min(own, ratioOfTheMean()) : own;
    }
    return gossipRatio;
  }

  /**
   * The spectral gap 1 - |lambda_2| of the round's mixing matrix A, with its second largest
   * eigenvalue by absolute value: the share by which the round brings devices together in the worst
   * direction, 0 to 1. 0 of links that leave devices apart; an upper bound if {@link #gossip()}
   * says so of its smallest eigenvalue. Weights must be the same from both ends of a link.
   */
  public double spectralGap() {
    if (graph.devices() < 2) {
      return 1;
    }
    return leavesDevicesApart() ? 0 : Math.min(gossip().smallestPositive(), 2 - gossip().largest());
  }

  private boolean leavesDevicesApart() {
    return Arrays.stream(graph.components()).anyMatch(first -> first != 0);
  }

  private double ratioOfTheMean() {
    double trace = 0;
    for (int device = 0; device < graph.devices(); device++) {
      trace += 1 - ownWeight(device);
    }
    double largest = gossip().largest();
    return largest == 0 ? 0 : trace / ((graph.devices() - 1) * largest);
  }
}
