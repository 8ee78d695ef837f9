package org.hyperprism.attack;

/** What attackers do; the equations are in {@link Attack}. */
public enum AttackKind {
  /** There are none. */
  NONE,
  /** Trains on labels that are turned round. */
  LABEL_FLIP,
  /** Sends the negative of what it has. */
  SIGN_FLIP,
  /** Sends what it has with noise added. */
  NOISE,
  /** Sends a multiple of what it has. */
  SCALING,
  /** Sends what lies just within the spread of honest vectors (Baruch et al. 2019). */
  LITTLE_IS_ENOUGH,
  /** Sends the negative of the honest mean (Xie et al. 2019). */
  INNER_PRODUCT;

  /** Whether an attacker needs to know what honest neighbours sent. */
  public boolean learns() {
    return this == LITTLE_IS_ENOUGH || this == INNER_PRODUCT;
  }

  /** Whether an attacker sends something else than it has. */
  boolean altersMessages() {
    return this != NONE && this != LABEL_FLIP;
  }
}
