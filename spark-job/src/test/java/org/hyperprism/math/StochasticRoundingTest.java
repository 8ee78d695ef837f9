package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

class StochasticRoundingTest {

  @Test
  void aNumberGoesUpWithTheProbabilityThatMakesTheMeanRight() {
    float[] numbers = {0.5f, 0.53f, -0.29f, 0};
    double[] sum = new double[numbers.length];
    int draws = 40_000;
    float[] rounded = new float[numbers.length];
    for (int draw = 0; draw < draws; draw++) {
      StochasticRounding.of(
          numbers,
          0,
          4,
          0.25,
          new RandomStreams(2).stream(Purpose.METHOD_ROUND, 0, draw),
          rounded,
          0);
      for (int k = 0; k < numbers.length; k++) {
        assertThat(rounded[k] % 0.25f).isZero();
        assertThat(Math.abs(rounded[k] - numbers[k])).isLessThan(0.25f);
        sum[k] += rounded[k];
      }
    }
    for (int k = 0; k < numbers.length; k++) {
      // A standard deviation of at most 0.125 for a draw: four of them for the mean.
      assertThat(sum[k] / draws).isCloseTo(numbers[k], within(4 * 0.125 / Math.sqrt(draws)));
    }
    assertThat(rounded[0]).isEqualTo(0.5f);
    assertThat(rounded[3]).isZero();
  }
}
