package org.hyperprism.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

  @Test
  void theSameNameGivesTheSameStream() {
    var first = new RandomStreams(7).stream(Purpose.BATCH, 3, 11);
    var second = new RandomStreams(7).stream(Purpose.BATCH, 3, 11);
    for (int i = 0; i < 100; i++) {
      assertThat(first.nextLong()).isEqualTo(second.nextLong());
    }
  }

  @Test
  void everyPartOfTheNameCounts() {
    Set<Long> firstNumbers = new HashSet<>();
    for (long seed = 0; seed < 5; seed++) {
      for (Purpose purpose : Purpose.values()) {
        for (long device = 0; device < 20; device++) {
          for (long round = 0; round < 20; round++) {
            firstNumbers.add(new RandomStreams(seed).stream(purpose, device, round).nextLong());
          }
        }
      }
    }
    assertThat(firstNumbers).hasSize(5 * Purpose.values().length * 20 * 20);
  }

  /** These numbers are part of every published result and must never change. */
  @Test
  void aStreamStaysWhatItWas() {
    var stream = new RandomStreams(42).stream(Purpose.LINKS, 0, 1);
    assertThat(new long[] {stream.nextLong(), stream.nextLong()}).isEqualTo(GOLDEN);
  }

  private static final long[] GOLDEN = {4341652704458088940L, -2728525384097705020L};
}
