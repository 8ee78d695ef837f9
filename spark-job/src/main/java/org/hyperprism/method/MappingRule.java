package org.hyperprism.method;

import java.util.Locale;

/** Whose exponent maps a model that travels (Method 1, lines 8-13). */
public enum MappingRule {
  /** The receiver's, for all that it averages: a true power mean, whatever others chose. */
  RECEIVER,
  /**
   * The sender's, literally Method 1: powers by p_j, root by the receiver's p_i; not a mean where
   * the exponents differ.
   */
  SENDER,
  /** The mean of the neighbours' exponents with the mixing weights, sum_j a_ij p_j. */
  CONSENSUS;

  /** The name in configurations: {@code receiver}, {@code sender}, {@code consensus}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
