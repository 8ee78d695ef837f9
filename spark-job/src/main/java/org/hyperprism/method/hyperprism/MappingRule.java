package org.hyperprism.method.hyperprism;

/** Whose exponent maps a model that travels (Algorithm 1, lines 8-13). */
public enum MappingRule {
  /** The receiver's, for all that it averages: a true power mean, whatever others chose. */
  RECEIVER,
  /**
   * The sender's, literally Algorithm 1: powers by p_j, root by the receiver's p_i; not a mean
   * where the exponents differ.
   */
  SENDER,
  /** The mean of the neighbours' exponents with the mixing weights, sum_j a_ij p_j. */
  CONSENSUS;
}
