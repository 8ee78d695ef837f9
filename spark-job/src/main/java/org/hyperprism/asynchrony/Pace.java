package org.hyperprism.asynchrony;

import java.io.Serializable;

/** How long things take where no clock is common, and who is there; from keyed streams alone. */
public interface Pace extends Serializable {

  /** Number of devices m, >= 2. */
  int devices();

  /**
   * Seconds, > 0, from when a device has read its model until it looks for another one.
   *
   * @param turn of the device, from 1
   */
  double untilMeeting(int device, int turn);

  /**
   * Seconds, >= 0, that two devices take to exchange what they have.
   *
   * @param linkRound the round whose links are up, from 1
   */
  double exchange(int one, int other, int linkRound);

  /**
   * Whether a device is there.
   *
   * @param seconds from the beginning of the run
   * @param linkRound the round whose links are up, from 1
   */
  boolean isThere(int device, double seconds, int linkRound);

  /** Whether a device that is met brings a gradient too, as in SwarmSGD. */
  boolean bothCompute();

  /** What two that meet do. */
  default Meeting meeting() {
    return Meeting.EXCHANGE;
  }
}
