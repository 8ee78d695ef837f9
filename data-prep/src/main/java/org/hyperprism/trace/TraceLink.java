package org.hyperprism.trace;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A directed link that is up in a round: a row of a trace. Numbers that are not whole are stored as
 * float32.
 *
 * @param round from 1
 * @param source device that sends, from 0
 * @param destination device that receives, from 0
 * @param reception how well it is received, where that was measured
 * @param placement where the two devices are, where that is known
 */
public record TraceLink(
    int round,
    int source,
    int destination,
    Optional<Reception> reception,
    Optional<Placement> placement) {

  /** A link of which only the round and the devices are known. */
  public TraceLink(int round, int source, int destination) {
    this(round, source, destination, Optional.empty(), Optional.empty());
  }

  /**
   * What arrived of the probes that the source sent in the round.
   *
   * @param probes probes that arrived, where they were counted
   * @param deliveryRatio probes that arrived over probes sent, in [0, 1]
   * @param meanSnr mean ratio of signal to noise of those that arrived, in dB, where measured
   */
  public record Reception(OptionalInt probes, double deliveryRatio, OptionalDouble meanSnr) {

    public Reception(int probes, double deliveryRatio, double meanSnr) {
      this(OptionalInt.of(probes), deliveryRatio, OptionalDouble.of(meanSnr));
    }
  }

  /**
   * Places in metres from the lower left corner of the area, in the middle of the round.
   *
   * @param sourceX of the device that sends
   * @param sourceY of the device that sends
   * @param destinationX of the device that receives
   * @param destinationY of the device that receives
   */
  public record Placement(
      double sourceX, double sourceY, double destinationX, double destinationY) {}
}
