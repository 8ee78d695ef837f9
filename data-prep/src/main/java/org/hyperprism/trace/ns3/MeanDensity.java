package org.hyperprism.trace.ns3;

import org.hyperprism.trace.TraceLink;

/**
 * The mean over rounds of symmetric links over all pairs of devices, from links that come by
 * ascending round and source. A link is symmetric if both directions' delivery ratio reaches the
 * threshold.
 */
final class MeanDensity {

  private final int devices;
  private final float threshold;

  /** The last round in which the direction was up, by source * devices + destination. */
  private final int[] lastUp;

  private long symmetric;

  /**
   * @param threshold on the delivery ratio, in (0, 1]
   */
  MeanDensity(int devices, double threshold) {
    this.devices = devices;
    this.threshold = (float) threshold;
    lastUp = new int[devices * devices];
  }

  void add(TraceLink link) {
    // Stored ratios are float32, and 7 of 10 reaches 0.7 there too.
    if ((float) link.reception().orElseThrow().deliveryRatio() < threshold) {
      return;
    }
    lastUp[link.source() * devices + link.destination()] = link.round();
    if (lastUp[link.destination() * devices + link.source()] == link.round()) {
      symmetric++;
    }
  }

  /**
   * @param rounds rounds in which links could be up, whether any was or not
   */
  double over(int rounds) {
    double pairs = devices * (devices - 1) / 2.0;
    return symmetric / (pairs * rounds);
  }
}
