package org.hyperprism.compression;

/** What a message can say of a vector; the operators are in the class of each. */
public enum CompressionKind {
  /** All of it, as float32. */
  NONE,
  /** {@link TopK}. */
  TOP_K,
  /** {@link RandomK}. */
  RANDOM_K,
  /** {@link LowRank}. */
  LOW_RANK,
  /** {@link Bits}. */
  BITS
}
