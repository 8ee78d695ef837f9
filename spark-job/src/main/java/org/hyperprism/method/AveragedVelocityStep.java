package org.hyperprism.method;

import java.io.Serializable;

/**
 * {@link PrimalStep} with velocities that travel and are averaged like the models: v_i <- sum_j
 * a_ij v_j after the mean of the models (Yu, Jin and Yang, ICML 2019, arXiv 1905.03817). A link
 * carries one vector more.
 */
public final class AveragedVelocityStep implements MomentumStep, Serializable {

  private static final long serialVersionUID = 1L;

  private final PrimalStep step;

  /**
   * @param method whose step it is, with a momentum above 0; keeps and sends the velocity as a
   *     further vector
   */
  public AveragedVelocityStep(Method method) {
    step = new PrimalStep(method);
    method.sends(step.velocity());
  }

  @Override
  public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
    step.direct(device, localStep, weights, gradient);
  }

  @Override
  public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
    step.step(device, from, direction, target);
  }

  @Override
  public void afterMean(ExchangePhase device) {
    device.mean(step.velocity(), step.velocity());
  }
}
