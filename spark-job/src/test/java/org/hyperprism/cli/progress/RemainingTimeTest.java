package org.hyperprism.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {

  @Test
  void theRestTakesAsLongAsWhatIsDone() {
    AtomicLong clock = new AtomicLong(TimeUnit.HOURS.toNanos(-9));
    RemainingTime remaining = new RemainingTime(clock::get);
    remaining.begin(4);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(30));
    assertThat(remaining.ended(true)).isEqualTo("1 of 4 experiments done; about 1 min 30 s left");
    clock.addAndGet(TimeUnit.SECONDS.toNanos(390));
    assertThat(remaining.ended(false))
        .isEqualTo("1 of 4 experiments done, 1 failed; about 7 min 0 s left");
    clock.addAndGet(TimeUnit.HOURS.toNanos(8));
    assertThat(remaining.ended(true))
        .isEqualTo("2 of 4 experiments done, 1 failed; about 2 h 42 min left");
    assertThat(remaining.ended(true)).isEqualTo("3 of 4 experiments done, 1 failed");
  }
}
