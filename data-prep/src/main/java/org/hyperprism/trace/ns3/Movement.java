package org.hyperprism.trace.ns3;

/**
 * How the devices move in their square.
 *
 * @param mobility the model
 * @param minimumSpeed in metres per second, 0.001 to 1000
 * @param maximumSpeed in metres per second, from the minimum to 1000
 * @param pause seconds that a device stays at each waypoint, 0 to 86400; for waypoints only
 */
public record Movement(Mobility mobility, double minimumSpeed, double maximumSpeed, double pause) {

  /** A way of moving. */
  public enum Mobility {
    /** Random waypoint, from its stationary distribution: speeds do not decay. */
    WAYPOINT("waypoint"),

    /** Gauss-Markov of memory 0.85 and step 1 s; a device turns back at the border. */
    GAUSS_MARKOV("gauss-markov");

    private final String word;

    Mobility(String word) {
      this.word = word;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return word;
    }
  }

  /** Random waypoint at 1 to 5 m/s without pause. */
  public static final Movement STANDARD = new Movement(Mobility.WAYPOINT, 1, 5, 0);

  private static final double MOST_SPEED = 1000;

  /**
   * @throws org.hyperprism.failure.ConfigurationException if a number is out of its range
   */
  public Movement {
    Ranges.number("speed-min", minimumSpeed, 0.001, MOST_SPEED);
    Ranges.number("speed-max", maximumSpeed, minimumSpeed, MOST_SPEED);
    Ranges.number("pause", pause, 0, 86400);
  }
}
