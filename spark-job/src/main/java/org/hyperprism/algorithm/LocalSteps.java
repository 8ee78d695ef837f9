package org.hyperprism.algorithm;

/** The two ways in which local gradient steps enter a round, over any step rule. */
final class LocalSteps {

  /** result = step(weights, gradient) over a whole vector. */
  @FunctionalInterface
  interface Rule {
    void apply(
        float[] weights,
        int weightsOffset,
        float[] gradient,
        int gradientOffset,
        float[] result,
        int resultOffset);
  }

  private LocalSteps() {}

  /** Takes {@code steps} steps on the model itself; returns the mean loss. */
  static double onModel(
      int steps, DeviceVectors device, LocalGradient gradient, Workspace workspace, Rule rule) {
    float[] model = device.array(Algorithm.MODEL);
    int offset = device.offset();
    double loss = 0;
    for (int step = 0; step < steps; step++) {
      loss += gradient.evaluate(step, model, offset, workspace.gradient(), 0);
      rule.apply(model, offset, workspace.gradient(), 0, model, offset);
    }
    return loss / steps;
  }

  /**
   * Leaves the model alone and writes to {@code sumVector} the sum of the gradients along {@code
   * steps} steps from it, for the aggregation to subtract; returns the mean loss.
   */
  static double gradientSum(
      int steps,
      DeviceVectors device,
      int sumVector,
      LocalGradient gradient,
      Workspace workspace,
      Rule rule) {
    float[] model = device.array(Algorithm.MODEL);
    float[] sum = device.array(sumVector);
    int offset = device.offset();
    double loss = gradient.evaluate(0, model, offset, sum, offset);
    if (steps == 1) {
      return loss;
    }
    float[] weights = workspace.weights();
    float[] latest = workspace.gradient();
    rule.apply(model, offset, sum, offset, weights, 0);
    for (int step = 1; step < steps; step++) {
      loss += gradient.evaluate(step, weights, 0, latest, 0);
      for (int k = 0; k < latest.length; k++) {
        sum[offset + k] += latest[k];
      }
      if (step < steps - 1) {
        rule.apply(weights, 0, latest, 0, weights, 0);
      }
    }
    return loss / steps;
  }
}
