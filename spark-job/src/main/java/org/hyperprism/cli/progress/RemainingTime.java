package org.hyperprism.cli.progress;

import java.util.function.LongSupplier;
import org.hyperprism.experiment.progress.Durations;

/** How far a sweep has come, and how long the rest will take if it goes on like this. */
final class RemainingTime {

  private final LongSupplier nanoseconds;
  private long begun;
  private int all;
  private int done;
  private int failed;

  RemainingTime() {
    this(System::nanoTime);
  }

  /**
   * @param nanoseconds a clock
   */
  RemainingTime(LongSupplier nanoseconds) {
    this.nanoseconds = nanoseconds;
  }

  /** So many experiments are to be run from now on. */
  void begin(int experiments) {
    begun = nanoseconds.getAsLong();
    all = experiments;
    done = 0;
    failed = 0;
  }

  /** One has ended; returns a line for people. */
  String ended(boolean well) {
    if (well) {
      done++;
    } else {
      failed++;
    }
    int left = all - done - failed;
    double each = (double) (nanoseconds.getAsLong() - begun) / (done + failed);
    return "%d of %d experiments done%s%s"
        .formatted(
            done,
            all,
            failed == 0 ? "" : ", %d failed".formatted(failed),
            left <= 0 ? "" : "; about %s left".formatted(Durations.text(1e-9 * each * left)));
  }
}
