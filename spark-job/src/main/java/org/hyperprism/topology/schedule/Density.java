package org.hyperprism.topology.schedule;

import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.drawing.PairCursor;

/** Density of a graph: links that are there over links that are possible. */
final class Density {

  private Density() {}

  static void check(double density) {
    LinkChecks.share("links.density", density, "the share of possible links that are up");
  }

  /** Number of links of a graph of exactly this density, rounded to the nearest. */
  static long links(int devices, double density) {
    return Math.round(density * PairCursor.pairs(devices));
  }
}
