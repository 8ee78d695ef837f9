package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hyperprism.data.Batch;

/** What an oracle answers at some weights: loss, gradient and evaluation. */
public record OracleAnswer(double loss, float[] gradient, Evaluation evaluation) {

  /** Asks a new oracle, and closes it. */
  public static OracleAnswer of(GradientOracle opened, float[] weights, Batch batch) {
    try (GradientOracle oracle = opened) {
      float[] gradient = new float[weights.length];
      double loss = oracle.gradient(weights, 0, batch, gradient, 0);
      return new OracleAnswer(loss, gradient, oracle.evaluate(weights, 0, batch));
    }
  }

  /** Checks for the same bits. */
  public void isTo(OracleAnswer other) {
    assertThat(Arrays.mismatch(gradient, other.gradient)).isEqualTo(-1);
    assertThat(loss).isEqualTo(other.loss);
    assertThat(evaluation).isEqualTo(other.evaluation);
  }

  /** Euclidean distance of the gradients, as a share of the other one's length. */
  public double gradientDistance(OracleAnswer other) {
    return distance(gradient, other.gradient)
        / distance(other.gradient, new float[gradient.length]);
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow((double) one[i] - other[i], 2);
    }
    return Math.sqrt(sum);
  }
}
