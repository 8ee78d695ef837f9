package org.hyperprism.model;

/** How the features of a sample are laid out for the first layer of a network. */
public enum SampleForm {
  /** One row of features: [features]. */
  FEATURES,
  /** An image: [channels][height][width]. */
  IMAGE,
  /** A sequence of width steps: [channels x height][width]. */
  SEQUENCE
}
