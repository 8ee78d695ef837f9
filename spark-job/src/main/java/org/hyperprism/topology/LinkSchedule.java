package org.hyperprism.topology;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The communication graph of every round. A schedule is a pure function of the round, so any JVM
 * can make any round's graph, in any order and from several threads, and the driver holds none.
 */
public interface LinkSchedule extends Serializable {

  /** Number of devices m. */
  int devices();

  /**
   * The graph of a round.
   *
   * @param round from 1
   */
  Graph graph(int round);

  /** Whether links may carry one way alone. */
  default boolean isDirected() {
    return false;
  }

  /**
   * Whether a device is away in a round: it then has no links, and may pause its training.
   *
   * @param device from 0
   * @param round from 1
   */
  default boolean isAway(int device, int round) {
    return false;
  }

  /**
   * Whether a device is not there in a round: it then has no links and keeps what it has.
   *
   * @param device from 0
   * @param round from 1
   */
  default boolean isAbsent(int device, int round) {
    return false;
  }

  /**
   * Whether a device has joined the others and not left them for good, be it there in the round or
   * not.
   *
   * @param device from 0
   * @param round from 1
   */
  default boolean isMember(int device, int round) {
    return true;
  }

  /**
   * Where the devices are in a round; empty where links do not follow from places.
   *
   * @param round from 1
   */
  default Optional<DevicePositions> positions(int round) {
    return Optional.empty();
  }

  /**
   * How well the links of a round were received; empty where they are not recorded.
   *
   * @param round from 1
   */
  default Optional<LinkReceptions> receptions(int round) {
    return Optional.empty();
  }

  /** CRC-32 of the links that were recorded; empty where all follow from the settings. */
  default OptionalLong checksum() {
    return OptionalLong.empty();
  }
}
