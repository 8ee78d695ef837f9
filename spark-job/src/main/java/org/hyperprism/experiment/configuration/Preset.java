package org.hyperprism.experiment.configuration;

/** Sets of defaults: how the paper is read. */
public enum Preset {
  /** The theory: gradients in the mirror space, before the exchange. */
  MIRROR_ATC,
  /** Algorithm 1 by the letter, as a public port of the authors' code completes it. */
  PAPER
}
