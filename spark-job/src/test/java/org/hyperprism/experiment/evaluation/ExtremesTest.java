package org.hyperprism.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  @Test
  void anExponentOfABillionIsAMaximum() {
    double[][] exponents = {{1, 3}, {1, 1e9}};
    assertThat(Extremes.exponents("hyperprism", exponents))
        .hasValueSatisfying(line -> assertThat(line).startsWith("hyperprism.p reaches 1.0E9: "));
    assertThat(Extremes.exponents("hyperprism", new double[][] {{9, 101}})).isEmpty();
    assertThat(Extremes.exponents("dpsgd", new double[][] {{}})).isEmpty();
  }

  /** The figures are those of dpsgd.learningRate=1e30 on the quick start. */
  @Test
  void weightsBeyondAllBoundsAreSeenInTheLoss() {
    assertThat(saturation(0.5225, 10.994843819))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("dpsgd has saturated in round 10")
                    .endsWith("lower dpsgd.learningRate (now 1.0E30)"));
    assertThat(saturation(0.8, 1.4)).as("a model that is sure of itself").isEmpty();
    assertThat(saturation(1, 0)).as("no errors").isEmpty();
    assertThat(saturation(0.5, Double.NaN)).as("no device with a finite loss").isEmpty();
  }

  private static Optional<String> saturation(double accuracy, double loss) {
    return Extremes.saturation("dpsgd", 10, Evaluated.as(accuracy, loss), 1e30);
  }
}
