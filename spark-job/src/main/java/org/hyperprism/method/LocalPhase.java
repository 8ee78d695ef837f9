package org.hyperprism.method;

import org.apache.commons.rng.UniformRandomProvider;

/** A device during its local step, before anything is exchanged. */
public interface LocalPhase extends DeviceVectors {

  /**
   * Gradient of the loss over the mini-batch of a local step.
   *
   * @param localStep from 0, ascending; each has a mini-batch of its own, fixed by seed, device and
   *     round
   * @param at the vector at which the gradient is taken
   * @param target receives the gradient
   * @return mean loss over the mini-batch
   */
  double gradient(int localStep, Vector at, Vector target);

  /** This device's stream for what the method draws in the round, from its beginning. */
  UniformRandomProvider random();
}
