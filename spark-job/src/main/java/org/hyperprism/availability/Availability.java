package org.hyperprism.availability;

import java.io.Serializable;

/**
 * When devices are there: from when they join until they leave for good, as far as a pattern has
 * them there.
 *
 * @param pattern when those that take part are there
 * @param joins from when on each device takes part: float64[devices]
 * @param leaves from when on it does not any more, infinite for never: float64[devices]
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Availability(Pattern pattern, double[] joins, double[] leaves)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Whether a device is there at a time. */
  public boolean isThere(int device, double time) {
    return isMember(device, time) && pattern.isThere(device, time);
  }

  /** Whether a device has joined and not left for good. */
  public boolean isMember(int device, double time) {
    return time >= Math.max(joins[device], pattern.first(device))
        && time < Math.min(leaves[device], pattern.last(device));
  }
}
