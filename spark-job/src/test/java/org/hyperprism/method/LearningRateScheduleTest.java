package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hyperprism.method.LearningRateSchedule.Shape;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void nothingSetIsTheLearningRateItself() {
    assertThat(factors(LearningRateSchedule.NONE, 5)).containsOnly(1);
  }

  @Test
  void theWarmUpRisesEvenly() {
    assertThat(factors(new LearningRateSchedule(Shape.CONSTANT, 4, 1, 1, 100), 6))
        .containsExactly(0.25, 0.5, 0.75, 1, 1, 1);
  }

  @Test
  void stepsComeEverySoManyRoundsAfterTheWarmUp() {
    assertThat(factors(new LearningRateSchedule(Shape.STEP, 2, 3, 0.5, 100), 9))
        .containsExactly(0.5, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25);
  }

  @Test
  void theCosineEndsJustAboveZero() {
    double[] factors = factors(new LearningRateSchedule(Shape.COSINE, 2, 1, 1, 10), 11);
    assertThat(factors[2]).isEqualTo(1);
    assertThat(factors[4]).isCloseTo(0.5 + Math.sqrt(0.5) / 2, within(1e-15));
    assertThat(factors[6]).isCloseTo(0.5, within(1e-15));
    assertThat(factors[9]).isCloseTo((1 - Math.cos(Math.PI / 8)) / 2, within(1e-15)).isPositive();
    assertThat(factors[10]).isEqualTo(factors[9]);
  }

  @Test
  void aWarmUpOfTheWholeRunIsAllThereIs() {
    for (Shape shape : Shape.values()) {
      assertThat(factors(new LearningRateSchedule(shape, 4, 1, 0.5, 2), 6))
          .containsExactly(0.25, 0.5, 0.75, 1, 1, 1);
    }
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThatThrownBy(() -> new LearningRateSchedule(Shape.STEP, 0, 0, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every >= 1");
    assertThatThrownBy(() -> new LearningRateSchedule(Shape.STEP, 0, 1, 0, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] factors(LearningRateSchedule schedule, int rounds) {
    return IntStream.rangeClosed(1, rounds).mapToDouble(schedule::at).toArray();
  }
}
