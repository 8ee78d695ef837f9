package org.hyperprism.defence;

/** What receivers do against attackers; the equations are in the class of each. */
public enum DefenceKind {
  /** Nothing. */
  NONE,
  /** {@link SelfCentredClipping}. */
  CLIPPING,
  /** {@link TrimmedMean}. */
  TRIMMED_MEAN,
  /** {@link Median}. */
  MEDIAN,
  /** {@link NormBound}. */
  NORM_BOUND,
  /** {@link Balance}. */
  BALANCE
}
