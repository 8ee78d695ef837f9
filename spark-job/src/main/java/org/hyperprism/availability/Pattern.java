package org.hyperprism.availability;

import java.io.Serializable;
import java.util.Arrays;

/** When devices that take part are there. Times are in rounds or seconds, as the pattern is. */
public sealed interface Pattern extends Serializable {

  /** Whether a device is there at a time. */
  boolean isThere(int device, double time);

  /** The first time at which a device may be there; infinite if there is none. */
  default double first(int device) {
    return Double.NEGATIVE_INFINITY;
  }

  /** The time from which on a device is never there again; infinite if there is none. */
  default double last(int device) {
    return Double.POSITIVE_INFINITY;
  }

  /** Everybody, all the time. */
  record Always() implements Pattern {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isThere(int device, double time) {
      return true;
    }
  }

  /**
   * A part of each period, the day: device i is there at time t if (t - begins_i) mod period <
   * share period.
   *
   * @param period > 0
   * @param share of a period that a device is there, in (0, 1]
   * @param begins when a day of each device begins: float64[devices]
   */
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
  record DayNight(double period, double share, double[] begins) implements Pattern {

    private static final long serialVersionUID = 1L;

    /** Share of a period that rounding errors may amount to. */
    private static final double ROUNDING = 1e-9;

    @Override
    public boolean isThere(int device, double time) {
      double since = (time - begins[device]) % period;
      double position = since < 0 ? since + period : since;
      // What is short of the period by rounding alone is the beginning of the next.
      return position < (share - ROUNDING) * period || position > (1 - ROUNDING) * period;
    }
  }

  /**
   * Times from a table: device i is there at time t if from <= t < to in one of its rows.
   *
   * @param from ascending beginnings of each device, at least one: float64[devices][rows]
   * @param to their ends, each above its beginning and not above the next: float64[devices][rows]
   */
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
  record Times(double[][] from, double[][] to) implements Pattern {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isThere(int device, double time) {
      int found = Arrays.binarySearch(from[device], time);
      int row = found >= 0 ? found : -found - 2;
      return row >= 0 && time < to[device][row];
    }

    @Override
    public double first(int device) {
      return from[device][0];
    }

    @Override
    public double last(int device) {
      return to[device][to[device].length - 1];
    }
  }
}
