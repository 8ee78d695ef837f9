package org.hyperprism.method;

/**
 * A gradient step in the space of the weights whose momentum may come of more than the device's own
 * gradients: of how the exchange moved its model, or of its neighbours' velocities.
 */
public interface MomentumStep extends LocalSteps.Rule {

  /** Before the first gradient of the round. */
  default void beforeSteps(LocalPhase device) {}

  /** When the mean stands in the model's place. */
  default void afterMean(ExchangePhase device) {}
}
