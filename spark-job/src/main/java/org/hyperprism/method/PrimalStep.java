package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import org.hyperprism.model.ParameterLayout;

/**
 * The gradient step in the space of the weights, with heavy-ball momentum and weight decay: d = g +
 * weightDecay w, v <- momentum v + d, w <- w - learningRate v. Running statistics know neither
 * momentum nor decay. Without momentum a device keeps no velocity v.
 */
public final class PrimalStep implements MomentumStep, Serializable {

  private static final long serialVersionUID = 1L;

  private final LocalTraining training;
  private final Vector velocity;

  /**
   * @param method whose step it is; gets the velocity as a further vector
   */
  public PrimalStep(Method method) {
    this(method, true);
  }

  /**
   * @param used whether the method takes such steps at all under its settings
   */
  public PrimalStep(Method method, boolean used) {
    this(method, method.training(), used);
  }

  /**
   * @param training the method's, or the same with another momentum
   */
  PrimalStep(Method method, LocalTraining training, boolean used) {
    this.training = training;
    velocity = method.keptIf(used && training.momentum() != 0, "velocity");
  }

  /** The velocity v, which only steps with momentum have. */
  public Vector velocity() {
    return velocity;
  }

  @Override
  public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
    for (ParameterLayout.Range range : device.layout().trainedRanges()) {
      if (training.weightDecay() != 0) {
        device.set(range, gradient, plus(gradient), times(training.weightDecay(), weights));
      }
      if (training.momentum() != 0) {
        device.set(range, velocity, times(training.momentum(), velocity), plus(gradient));
        device.set(range, gradient, plus(velocity));
      }
    }
  }

  @Override
  public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
    device.set(target, plus(from), times(-training.learningRate(), direction));
  }
}
