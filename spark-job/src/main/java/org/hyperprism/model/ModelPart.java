package org.hyperprism.model;

/**
 * The parts of a model: two whose weights get their own exponent (HyperPrism sec. 3.4), and what a
 * model keeps besides its weights.
 */
public enum ModelPart {
  /** The layers that extract features: convolution layers and the normalisation among them. */
  REPRESENTATION,
  /** The layers that decide on a class: the fully connected layers. */
  DECISION,
  /**
   * Running statistics of batch normalisation. They are no weights: every method averages them
   * linearly, and a step subtracts from them what stands in their place in the gradient, without a
   * learning rate.
   */
  STATISTICS;

  /** Whether the part is trained: moved by gradients, and averaged as the method has it. */
  public boolean isTrained() {
    return this != STATISTICS;
  }
}
