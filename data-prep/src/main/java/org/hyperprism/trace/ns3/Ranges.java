package org.hyperprism.trace.ns3;

import org.hyperprism.failure.ConfigurationException;

/** Numbers and the ranges they must lie in. */
final class Ranges {

  private Ranges() {}

  /**
   * @param name what the number is called on the command line
   * @throws ConfigurationException if the value is below the least or above the most
   */
  static void whole(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw wrong(name, Long.toString(value), Long.toString(least), Long.toString(most));
    }
  }

  /**
   * @param name what the number is called on the command line
   * @throws ConfigurationException if the value is below the least, above the most or not a number
   */
  static void number(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw wrong(name, plain(value), plain(least), plain(most));
    }
  }

  /** A number as a person writes it: 100 rather than 100.0. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static ConfigurationException wrong(
      String name, String given, String least, String most) {
    return new ConfigurationException(
        String.format("%s is %s; expected a number from %s to %s", name, given, least, most));
  }
}
