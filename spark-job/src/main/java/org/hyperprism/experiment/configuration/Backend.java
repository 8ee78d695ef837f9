package org.hyperprism.experiment.configuration;

/** What computes the gradients. */
public enum Backend {
  /** The fastest one that supports the model. */
  AUTO,
  /** Java with the Vector API, for dense networks. */
  VECTOR,
  /** libtorch on the CPU or a GPU, for dense and convolutional networks. */
  TORCH,
  /** Deeplearning4j on the CPU. */
  DL4J
}
