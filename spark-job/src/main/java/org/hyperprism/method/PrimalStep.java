package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import org.hyperprism.model.ParameterLayout;

/**
 * The gradient step in the space of the weights, with heavy-ball momentum and weight decay: d = g +
 * weightDecay w, v <- momentum v + d, w <- w - learningRate v.
 *
 * @param learningRate > 0
 * @param momentum in [0, 1); at 0 a device keeps no velocity v
 * @param weightDecay >= 0
 */
public record PrimalStep(double learningRate, double momentum, double weightDecay)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public PrimalStep {
    if (!(learningRate > 0 && momentum >= 0 && momentum < 1 && weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "a step needs a learning rate > 0, a momentum in [0, 1) and a weight decay >= 0; got %s, %s and %s"
              .formatted(learningRate, momentum, weightDecay));
    }
  }

  /** A plain gradient step. */
  public static PrimalStep plain(double learningRate) {
    return new PrimalStep(learningRate, 0, 0);
  }

  /** How many vectors the step keeps from round to round: the velocity, or none. */
  int keptVectors() {
    return momentum == 0 ? 0 : 1;
  }

  /**
   * Turns a gradient into the direction of the step, in place; running statistics know neither
   * momentum nor decay.
   *
   * @param weights vector at which the gradient was taken
   * @param velocity kept vector; not touched without momentum
   */
  void toDirection(DeviceVectors device, int weights, int gradient, int velocity) {
    for (ParameterLayout.Range range : device.layout().ranges()) {
      if (!range.part().isTrained()) {
        continue;
      }
      if (weightDecay != 0) {
        device.set(range, gradient, plus(gradient), times(weightDecay, weights));
      }
      if (momentum != 0) {
        device.set(range, velocity, times(momentum, velocity), plus(gradient));
        device.set(range, gradient, plus(velocity));
      }
    }
  }

  /** target = from - learningRate direction. */
  void apply(DeviceVectors device, int from, int direction, int target) {
    device.set(target, plus(from), times(-learningRate, direction));
  }

  /**
   * This step as a rule for {@link LocalSteps}.
   *
   * @param velocity kept vector; not touched without momentum
   */
  LocalSteps.Rule rule(int velocity) {
    return new LocalSteps.Rule() {
      @Override
      public void direct(LocalPhase device, int localStep, int weights, int gradient) {
        toDirection(device, weights, gradient, velocity);
      }

      @Override
      public void step(LocalPhase device, int from, int direction, int target) {
        apply(device, from, direction, target);
      }
    };
  }
}
