package org.hyperprism.topology.derived;

import java.io.Serializable;

/** Which devices are there in a round; a pure function of the round. */
public interface Attendance extends Serializable {

  /**
   * Whether a device is there.
   *
   * @param device from 0
   * @param round from 1
   */
  boolean isThere(int device, int round);

  /**
   * Whether a device has joined and not left for good, be it there in the round or not.
   *
   * @param device from 0
   * @param round from 1
   */
  boolean isMember(int device, int round);
}
