package org.hyperprism.experiment.progress;

import java.time.Duration;

/** Durations in words. */
public final class Durations {

  private Durations() {}

  /**
   * In its two largest units, such as {@code 1 h 5 min}, {@code 1 min 20 s} or {@code 7 s}.
   *
   * @param seconds rounded to whole ones, >= 0
   */
  public static String text(double seconds) {
    Duration rounded = Duration.ofSeconds(Math.round(seconds));
    if (rounded.toHours() > 0) {
      return "%s h %s min".formatted(rounded.toHours(), rounded.toMinutesPart());
    }
    return rounded.toMinutes() > 0
        ? "%s min %s s".formatted(rounded.toMinutes(), rounded.toSecondsPart())
        : rounded.toSeconds() + " s";
  }
}
