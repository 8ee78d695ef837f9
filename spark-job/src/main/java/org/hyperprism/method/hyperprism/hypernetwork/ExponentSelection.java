package org.hyperprism.method.hyperprism.hypernetwork;

/** How the probabilities pi_k of the candidates c_k become one exponent. */
public enum ExponentSelection {
  /** p = sum_k pi_k c_k. */
  EXPECTATION,
  /**
   * p = c_k for the k of the largest logit; of several the one nearest to the expectation. The
   * gradient is that of the expectation (straight-through).
   */
  HARD
}
