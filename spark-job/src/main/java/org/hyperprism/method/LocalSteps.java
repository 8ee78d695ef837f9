package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;

/**
 * The local steps of one device in one round: the two ways in which they enter it, over any rule.
 */
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

  private final LocalPhase device;
  private final Rule rule;
  private double losses;
  private double gradientNorms;
  private int steps;

  LocalSteps(LocalPhase device, Rule rule) {
    this.device = device;
    this.rule = rule;
  }

  /**
   * Takes {@code count} steps on the model itself.
   *
   * @param gradient vector for the gradients
   */
  void onModel(int count, int gradient) {
    for (int step = 0; step < count; step++) {
      evaluate(Method.MODEL, gradient);
      rule.step(device, Method.MODEL, gradient, Method.MODEL);
    }
  }

  /**
   * Leaves the model alone and writes to {@code sum} the sum of the directions along {@code count}
   * steps from it, for the aggregation to subtract.
   *
   * @param gradient scratch vector
   * @param weights scratch vector
   */
  void directionSum(int count, int sum, int gradient, int weights) {
    evaluate(Method.MODEL, sum);
    for (int step = 1; step < count; step++) {
      int latest = step == 1 ? sum : gradient;
      rule.step(device, step == 1 ? Method.MODEL : weights, latest, weights);
      evaluate(weights, gradient);
      device.set(sum, plus(sum), plus(gradient));
    }
  }

  private void evaluate(int weights, int gradient) {
    losses += device.gradient(steps, weights, gradient);
    gradientNorms += device.norm(gradient);
    rule.direct(device, steps, weights, gradient);
    steps++;
  }

  /**
   * The report of the steps taken.
   *
   * @param before the model before them
   * @param after the model as they alone leave it
   */
  LocalReport report(int before, int after) {
    double moved = device.distance(before, after);
    return new LocalReport(losses / steps, gradientNorms == 0 ? 0 : moved / gradientNorms);
  }
}
