package org.hyperprism.experiment.configuration;

/** How devices interact in SwarmSGD. */
public enum SwarmMode {
  /** The pairs of a random maximal matching average. */
  MATCHING,
  /** One random pair averages. */
  SINGLE_PAIR,
  /** The pairs of a random maximal matching read each other's copies without waiting. */
  NON_BLOCKING
}
