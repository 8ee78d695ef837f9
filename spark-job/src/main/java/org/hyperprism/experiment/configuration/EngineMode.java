package org.hyperprism.experiment.configuration;

/** What carries the rounds; the results are the same bit for bit. */
public enum EngineMode {
  /** {@link #LOCAL} where Spark runs inside one JVM, {@link #DISTRIBUTED} on a cluster. */
  AUTO,
  /** All devices in one JVM on all its cores, without a Spark job in every round. */
  LOCAL,
  /** The devices in partitions of an RDD; models travel by shuffle. */
  DISTRIBUTED
}
