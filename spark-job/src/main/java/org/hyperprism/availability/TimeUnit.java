package org.hyperprism.availability;

/** In what times are given. */
public enum TimeUnit {
  /** Numbers of rounds, from 1. */
  ROUNDS(1),
  /** Simulated seconds since the beginning of round 1. */
  SECONDS(0);

  private final double beginning;

  TimeUnit(double beginning) {
    this.beginning = beginning;
  }

  /** The time at which the first round begins. */
  public double beginning() {
    return beginning;
  }
}
