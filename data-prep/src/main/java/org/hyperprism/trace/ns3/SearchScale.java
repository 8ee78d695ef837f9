package org.hyperprism.trace.ns3;

import org.hyperprism.trace.ns3.DensityTarget.Found;

/**
 * What a search changes, on a scale on which the density rises: the transmit power in dBm as it is,
 * the side of the square by its negative logarithm.
 *
 * @param found what is changed
 * @param step by which the search goes on until it has passed its target
 * @param lowest the sparsest place on the scale that is tried
 * @param highest the densest one
 */
record SearchScale(Found found, double step, double lowest, double highest) {

  /** Of the square's side: metres to one decimal. */
  private static final double SIDE_PARTS = 10;

  /** Of the power: dBm to two decimals. */
  private static final double POWER_PARTS = 100;

  static SearchScale of(Found found) {
    return switch (found) {
      // A square of half the side; 6 dB is about half the distance at exponent 2.
      case AREA ->
          new SearchScale(
              found,
              StrictMath.log(2),
              -StrictMath.log(Ns3Options.MOST_SIDE),
              -StrictMath.log(Ns3Options.LEAST_SIDE));
      case POWER -> new SearchScale(found, 6, Radio.LEAST_POWER, Radio.MOST_POWER);
    };
  }

  double position(double value) {
    return switch (found) {
      case AREA -> -StrictMath.log(value);
      case POWER -> value;
    };
  }

  /** The value at a position, rounded as it is printed and given again. */
  double value(double position) {
    return switch (found) {
      case AREA -> Math.rint(StrictMath.exp(-position) * SIDE_PARTS) / SIDE_PARTS;
      case POWER -> Math.rint(position * POWER_PARTS) / POWER_PARTS;
    };
  }

  double bounded(double position) {
    return Math.max(lowest, Math.min(highest, position));
  }

  /** For messages, such as {@code area 131.3 m}. */
  String text(double value) {
    return switch (found) {
      case AREA -> "area " + Ranges.plain(value) + " m";
      case POWER -> "power " + Ranges.plain(value) + " dBm";
    };
  }

  /** What else to change if the whole scale has been searched. */
  String remedy(boolean tooSparse) {
    return switch (found) {
      case AREA ->
          tooSparse ? "raise power or probes, or lower density" : "lower power, or raise density";
      case POWER -> tooSparse ? "lower area, or lower density" : "raise area, or raise density";
    };
  }
}
