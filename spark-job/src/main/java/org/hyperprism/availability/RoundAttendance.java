package org.hyperprism.availability;

import org.hyperprism.topology.derived.Attendance;

/**
 * Who is there in a round, where times are numbers of rounds.
 *
 * @param availability when devices are there
 */
public record RoundAttendance(Availability availability) implements Attendance {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isThere(int device, int round) {
    return availability.isThere(device, round);
  }

  @Override
  public boolean isMember(int device, int round) {
    return availability.isMember(device, round);
  }
}
