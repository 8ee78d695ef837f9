package org.hyperprism.availability;

import java.io.Serializable;

/**
 * What devices draw on: full before the first round.
 *
 * @param joules that each battery holds, > 0: float64[devices]
 * @param watts with which each is charged all the time, >= 0
 * @param back share of its battery that a device which ran out waits for, in (0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Batteries(double[] joules, double watts, double back) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Whether a device that has run out may come back. */
  public boolean areCharged() {
    return watts > 0;
  }

  /**
   * What is left in a battery after a round.
   *
   * @param left before it, in joules
   * @param drawn in it, in joules
   * @param seconds that it took
   */
  public double after(int device, double left, double drawn, double seconds) {
    return Math.max(0, Math.min(joules[device], left - drawn + watts * seconds));
  }

  /**
   * Whether a device can take part in a round.
   *
   * @param left in its battery, in joules
   * @param hadPower whether it could in the round before
   */
  public boolean havePower(int device, double left, boolean hadPower) {
    return hadPower ? left > 0 : areCharged() && left >= back * joules[device];
  }
}
