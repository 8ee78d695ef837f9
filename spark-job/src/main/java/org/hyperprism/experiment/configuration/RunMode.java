package org.hyperprism.experiment.configuration;

import java.util.Locale;

/** How an experiment is carried out; the results are the same bits. */
public enum RunMode {
  /** One of the others, by the experiment's size. */
  AUTO,
  /** The threads of this JVM, no Spark job in a round. */
  LOCAL,
  /** Spark partitions and one shuffle a round. */
  DISTRIBUTED,
  /** Whole experiments as tasks of one Spark job. */
  SWEEP;

  /** The name in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
