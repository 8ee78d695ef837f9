package org.hyperprism.experiment.progress;

import java.util.Locale;

/**
 * How fast the rounds of a method go by, and how long the rest will take at that pace, evaluations
 * included.
 */
final class Pace {

  private final int before;
  private final int last;
  private final long began;

  /**
   * @param before rounds that were done when it began
   * @param last the method's last round
   * @param now nanoseconds of a clock
   */
  Pace(int before, int last, long now) {
    this.before = before;
    this.last = last;
    this.began = now;
  }

  /**
   * In words, such as {@code 12.5 rounds a second, 1 min 20 s left}.
   *
   * @param round the round that is done, from 1
   * @param now nanoseconds of the same clock
   */
  String after(int round, long now) {
    double seconds = Math.max(1, now - began) * 1e-9;
    double rate = (round - before) / seconds;
    String rest =
        round == last
            ? Durations.text(seconds) + " in all"
            : Durations.text((last - round) / rate) + " left";
    return "%s rounds a second, %s".formatted(number(rate), rest);
  }

  private static String number(double rate) {
    return String.format(Locale.ROOT, rate < 100 ? "%.3g" : "%.0f", rate);
  }
}
