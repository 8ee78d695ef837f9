package org.hyperprism.asynchrony;

/** What devices go by. */
public enum Clock {
  /** A common clock: a round is a barrier. */
  COMMON,
  /** Their own speeds and links: {@link FleetPace}. */
  FLEET,
  /** Poisson clocks: {@link PoissonPace}. */
  POISSON
}
