package org.hyperprism.engine;

/** How the devices of a run are carried; the results are the same bits. */
public enum EngineMode {
  /** Spark partitions and one shuffle a round. */
  DISTRIBUTED,
  /** The threads of one JVM, no Spark job in a round. */
  LOCAL;
}
