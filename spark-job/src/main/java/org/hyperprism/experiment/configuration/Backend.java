package org.hyperprism.experiment.configuration;

/** What computes the gradients. */
public enum Backend {
  /** The fastest one that this machine and the model allow. */
  AUTO,
  /** Deeplearning4j on the CPU. */
  DL4J
}
