package org.hyperprism.topology.derived;

import java.util.Optional;
import java.util.OptionalLong;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.LinkReceptions;
import org.hyperprism.topology.LinkSchedule;

/** A schedule made of another's graphs: places and absences are the other's. */
public interface DerivedSchedule extends LinkSchedule {

  /** The other schedule. */
  LinkSchedule base();

  /** Which of the other's rounds a round is made of. */
  default int baseRound(int round) {
    return round;
  }

  @Override
  default int devices() {
    return base().devices();
  }

  @Override
  default boolean isDirected() {
    return base().isDirected();
  }

  @Override
  default boolean isAway(int device, int round) {
    return base().isAway(device, baseRound(round));
  }

  @Override
  default boolean isAbsent(int device, int round) {
    return base().isAbsent(device, baseRound(round));
  }

  @Override
  default boolean isMember(int device, int round) {
    return base().isMember(device, baseRound(round));
  }

  @Override
  default Optional<DevicePositions> positions(int round) {
    return base().positions(baseRound(round));
  }

  @Override
  default Optional<LinkReceptions> receptions(int round) {
    return base().receptions(baseRound(round));
  }

  @Override
  default OptionalLong checksum() {
    return base().checksum();
  }
}
