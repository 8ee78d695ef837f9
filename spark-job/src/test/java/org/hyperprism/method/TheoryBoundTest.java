package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheoryBoundTest {

  /** Devices, rounds, then the bound at p = 1, 3, 9 and 15, worked out apart from this code. */
  @ParameterizedTest
  @CsvSource({
    "20, 100, 8.9, 13.4, 17.0, 18.1",
    "50, 100, 35.4, 42.0, 46.7, 47.9",
    "100, 100, 100, 100, 100, 100",
    "50, 10, 111.8, 74.8, 58.7, 55.3"
  })
  void theBoundOfCorollaryFivePointNine(
      int devices, int rounds, double p1, double p3, double p9, double p15) {
    assertThat(TheoryBound.of(devices, rounds, 1)).isCloseTo(p1, within(0.05));
    assertThat(TheoryBound.of(devices, rounds, 3)).isCloseTo(p3, within(0.05));
    assertThat(TheoryBound.of(devices, rounds, 9)).isCloseTo(p9, within(0.05));
    assertThat(TheoryBound.of(devices, rounds, 15)).isCloseTo(p15, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(strings = {"swarmsgd", "mudag", "adom", "adomplus"})
  void otherMethodsHaveNone(String method) {
    assertThat(MethodFactory.all().named(method).theoryBound(50, 100, 1)).isEmpty();
  }
}
