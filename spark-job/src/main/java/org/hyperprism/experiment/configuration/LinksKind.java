package org.hyperprism.experiment.configuration;

/** Where the links of a round come from. */
public enum LinksKind {
  /** A random graph of exactly a given density. */
  DENSITY,
  /** Every pair of devices for itself, with a given probability. */
  ERDOS_RENYI,
  /** The closest pairs of devices at random places. */
  GEOMETRIC,
  /** The closest pairs of devices that move by random waypoint, or all within a range. */
  MOBILITY,
  /** Two-state Markov links: bursts of failure on another graph. */
  GILBERT_ELLIOTT,
  /** A connected graph dealt over some rounds. */
  B_CONNECTED,
  /** Watts and Strogatz. */
  SMALL_WORLD,
  /** All devices with the same number of neighbours. */
  RANDOM_REGULAR,
  /** Every device with the next and the one before. */
  RING,
  /** A grid that is closed in both directions. */
  TORUS,
  /** Every device with those 1, 2, 4, 8, ... further on. */
  EXPONENTIAL,
  /** All pairs. */
  COMPLETE,
  /** Device 0 with all others. */
  STAR,
  /** A recorded or simulated trace. */
  TRACE
}
