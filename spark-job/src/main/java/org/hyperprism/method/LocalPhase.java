package org.hyperprism.method;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.model.ParameterLayout.Range;

/** A device during its local step, before anything is exchanged. */
public interface LocalPhase extends DeviceVectors {

  /**
   * Gradient steps of the device in this round, >= 1, for methods that take several; where they
   * follow from epochs, devices differ.
   */
  int localSteps();

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

  /**
   * Gradient of the loss over a mini-batch that no local step takes, the same however often it is
   * asked for in a round; those of the local steps are what they are without it.
   *
   * @param at the vector at which the gradient is taken
   * @param target receives the gradient
   * @return mean loss over the mini-batch
   */
  double furtherGradient(Vector at, Vector target);

  /**
   * target = from, on the parameters of one range, each number at one of the two multiples of
   * {@code step} beside it, so that its expectation is the number.
   *
   * @param random drawn from once for each number, in ascending order
   */
  void roundStochastically(
      Range range, Vector target, Vector from, double step, UniformRandomProvider random);

  /** This device's stream for what the method draws in the round, from its beginning. */
  UniformRandomProvider random();
}
