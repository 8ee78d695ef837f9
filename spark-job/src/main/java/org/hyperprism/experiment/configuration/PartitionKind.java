package org.hyperprism.experiment.configuration;

/** How the training samples are divided among the devices. */
public enum PartitionKind {
  /** Class proportions of each device drawn from a Dirichlet distribution: label skew. */
  DIRICHLET,
  /** Every device draws from the same distribution. */
  IID,
  /** Samples sorted by label, cut into shards, a fixed number of shards for each device. */
  SHARDS
}
