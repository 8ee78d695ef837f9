package org.hyperprism.algorithm;

import static org.hyperprism.algorithm.Term.plus;

/** The two ways in which local gradient steps enter a round, over any step rule. */
final class LocalSteps {

  /** What is done with a gradient. */
  interface Rule {

    /**
     * Turns the gradient taken at {@code weights} into the direction of the step, in place.
     *
     * @param localStep from 0
     */
    default void direct(LocalPhase device, int localStep, int weights, int gradient) {}

    /** target = from, stepped along the direction. */
    void step(LocalPhase device, int from, int direction, int target);
  }

  private LocalSteps() {}

  /**
   * Takes {@code steps} steps on the model itself.
   *
   * @param gradient vector for the gradients
   * @return mean loss
   */
  static double onModel(int steps, LocalPhase device, int gradient, Rule rule) {
    double loss = 0;
    for (int step = 0; step < steps; step++) {
      loss += device.gradient(step, Algorithm.MODEL, gradient);
      rule.direct(device, step, Algorithm.MODEL, gradient);
      rule.step(device, Algorithm.MODEL, gradient, Algorithm.MODEL);
    }
    return loss / steps;
  }

  /**
   * Leaves the model alone and writes to {@code sum} the sum of the directions along {@code steps}
   * steps from it, for the aggregation to subtract.
   *
   * @param gradient scratch vector
   * @param weights scratch vector
   * @return mean loss
   */
  static double directionSum(
      int steps, LocalPhase device, int sum, int gradient, int weights, Rule rule) {
    double loss = device.gradient(0, Algorithm.MODEL, sum);
    rule.direct(device, 0, Algorithm.MODEL, sum);
    if (steps == 1) {
      return loss;
    }
    rule.step(device, Algorithm.MODEL, sum, weights);
    for (int step = 1; step < steps; step++) {
      loss += device.gradient(step, weights, gradient);
      rule.direct(device, step, weights, gradient);
      device.set(sum, plus(sum), plus(gradient));
      if (step < steps - 1) {
        rule.step(device, weights, gradient, weights);
      }
    }
    return loss / steps;
  }
}
