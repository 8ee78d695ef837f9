package org.hyperprism.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class StandardNormalTest {

  @Test
  void momentsAndTailsAreThoseOfTheDistribution() {
    UniformRandomProvider random = new RandomStreams(1).stream(Purpose.ATTACK, 0, 1);
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (int i = 0; i < draws; i++) {
      double draw = StandardNormal.draw(random);
      sum += draw;
      squares += draw * draw;
      beyondTwo += Math.abs(draw) > 2 ? 1 : 0;
    }
    // Five standard errors of each; 4.55 % are farther from 0 than 2.
    assertThat(sum / draws).isCloseTo(0, within(5 / Math.sqrt(draws)));
    assertThat(squares / draws).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
    assertThat((double) beyondTwo / draws)
        .isCloseTo(0.0455, within(5 * Math.sqrt(0.0455 * 0.9545 / draws)));
  }
}
