package org.hyperprism.model;

/** The two parts of a model whose weights get their own exponent (HyperPrism sec. 3.4). */
public enum ModelPart {
  /** The layers that extract features: here, the convolution layers. */
  REPRESENTATION,
  /** The layers that decide on a class: here, the fully connected layers. */
  DECISION
}
