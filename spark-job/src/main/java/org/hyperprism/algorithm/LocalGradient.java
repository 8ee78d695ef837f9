package org.hyperprism.algorithm;

/** The stochastic gradient of one device's local loss in one round. */
@FunctionalInterface
public interface LocalGradient {

  /**
   * Mean loss and gradient over the mini-batch of a local step.
   *
   * @param localStep from 0; each has a mini-batch of its own, fixed by seed, device and round
   * @param weights the model stands from {@code offset} on
   * @param gradient receives the gradient from {@code gradientOffset} on
   * @return mean loss over the mini-batch
   */
  double evaluate(int localStep, float[] weights, int offset, float[] gradient, int gradientOffset);
}
