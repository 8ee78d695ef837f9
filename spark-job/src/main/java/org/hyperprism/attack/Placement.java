package org.hyperprism.attack;

/** Which devices are the attackers. */
public enum Placement {
  /** Drawn by the seed. */
  RANDOM,
  /** Those with the most links in the round in which the attack begins. */
  BEST_CONNECTED
}
