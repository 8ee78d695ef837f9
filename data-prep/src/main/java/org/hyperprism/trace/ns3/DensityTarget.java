package org.hyperprism.trace.ns3;

/**
 * A wanted density of links, and what may change for it.
 *
 * @param density mean over rounds of symmetric links over all pairs of devices, above 0 up to 1
 * @param threshold on the delivery ratio of both directions of a symmetric link, above 0 up to 1
 * @param found what is searched for; the options' own value of it is where the search begins
 */
public record DensityTarget(double density, double threshold, Found found) {

  /** What a search for a density finds. */
  public enum Found {
    /** The side of the square. */
    AREA("area"),

    /** The transmit power. */
    POWER("power");

    private final String word;

    Found(String word) {
      this.word = word;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return word;
    }
  }

  /** The threshold that holds where none is given: half of the probes. */
  public static final double STANDARD_THRESHOLD = 0.5;

  /**
   * @throws org.hyperprism.failure.ConfigurationException if a number is out of its range
   */
  public DensityTarget {
    Ranges.number("density", density, Double.MIN_NORMAL, 1);
    checkThreshold(threshold);
  }

  static void checkThreshold(double threshold) {
    Ranges.number("threshold", threshold, Double.MIN_NORMAL, 1);
  }
}
