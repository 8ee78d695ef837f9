package org.hyperprism.simulation;

import java.util.Arrays;

/**
 * Seconds and joules of a round.
 *
 * @param round from 1
 * @param seconds from its beginning until the slowest device that it waits for is done
 * @param busy seconds in which each device computes, sends and receives: float64[devices]
 * @param joules of each device over the whole round, waiting included: float64[devices]
 * @param steps local steps that each device takes; 0 for one that keeps what it has: int32[devices]
 * @param late whether each device missed the round: boolean[devices]
 * @param silentEdges pairs of a sender and a receiver that are linked, but send nothing, as one of
 *     them missed the round
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record RoundTimes(
    int round,
    double seconds,
    double[] busy,
    double[] joules,
    int[] steps,
    boolean[] late,
    long silentEdges) {

  /** Joules of all devices, added in ascending device id. */
  public double totalJoules() {
    double total = 0;
    for (double each : joules) {
      total += each;
    }
    return total;
  }

  /** Devices that missed the round. */
  public int lateDevices() {
    int count = 0;
    for (boolean each : late) {
      count += each ? 1 : 0;
    }
    return count;
  }

  @Override
  public String toString() {
    return "round %d: %s s, %s J, late %s"
        .formatted(round, seconds, Arrays.toString(joules), Arrays.toString(late));
  }
}
