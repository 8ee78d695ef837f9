package org.hyperprism.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainRoundsTest {

  private final PlainRounds.Jvm jvm = new PlainRounds.Jvm();

  @Test
  void aShortRunNeverNeedsSimd() {
    try (PlainRounds rounds = PlainRounds.begin(1, jvm)) {
      for (int left = 29; left >= 0; left--) {
        rounds.roundDone(0.1, left);
      }
      assertThat(rounds.areOver()).isFalse();
    }
  }

  @Test
  void aRunThatIsExpectedToBeLongBeginsWithSimd() {
    try (PlainRounds rounds = PlainRounds.begin(100, jvm)) {
      assertThat(rounds.areOver()).isTrue();
    }
    try (PlainRounds later = PlainRounds.begin(1, jvm)) {
      assertThat(later.areOver()).as("compiled by then").isTrue();
    }
  }

  /** The first rounds are slow for other reasons: those to come are as long as the fastest. */
  @Test
  void aSlowBeginningIsNoSignOfALongRun() {
    try (PlainRounds rounds = PlainRounds.begin(1, jvm)) {
      rounds.roundDone(0.9, 30);
      rounds.roundDone(0.05, 29);
      rounds.roundDone(0.1, 28);
      assertThat(rounds.areOver()).as("1.4 seconds more").isFalse();
      rounds.roundDone(0.1, 100);
      assertThat(rounds.areOver()).as("5 seconds more").isTrue();
    }
  }

  @Test
  void aRunThatTurnsOutToBeLongGoesOnWithSimd() {
    try (PlainRounds rounds = PlainRounds.begin(1, jvm)) {
      rounds.roundDone(0.6, 99);
      assertThat(rounds.areOver()).as("too early to say").isFalse();
      rounds.roundDone(0.6, 98);
      assertThat(rounds.areOver()).isTrue();
    }
  }

  @Test
  void manyShortRunsAreALongOne() {
    for (int run = 0; run < 3; run++) {
      try (PlainRounds rounds = PlainRounds.begin(1, jvm)) {
        rounds.roundDone(1.2, 0);
        assertThat(rounds.areOver()).isFalse();
      }
    }
    try (PlainRounds rounds = PlainRounds.begin(1, jvm)) {
      rounds.roundDone(1.2, 0);
      assertThat(rounds.areOver()).isTrue();
    }
  }
}
