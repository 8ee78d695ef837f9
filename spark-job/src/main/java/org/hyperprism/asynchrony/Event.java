package org.hyperprism.asynchrony;

import org.jspecify.annotations.Nullable;

/**
 * What happens at once, to no other devices: two devices meet, or one that finds nobody goes on by
 * itself. Each brings a gradient, or is only met.
 *
 * @param seconds when it is over, simulated, from the beginning of the run
 * @param round in which it counts, from 1: as many gradients as there are devices make a round
 * @param first the device with the lower number, or the only one; who is heard where one hears
 * @param second the other one; {@link #NOBODY} where there is none
 * @param ofFirst the gradient that the first brings; null where it is only met
 * @param ofSecond that of the second
 * @param oneWay whether the second alone hears the first, whose model stays as it is
 */
public record Event(
    double seconds,
    int round,
    int first,
    int second,
    @Nullable Gradient ofFirst,
    @Nullable Gradient ofSecond,
    boolean oneWay) {

  /** Where both hear each other. */
  public Event(
      double seconds,
      int round,
      int first,
      int second,
      @Nullable Gradient ofFirst,
      @Nullable Gradient ofSecond) {
    this(seconds, round, first, second, ofFirst, ofSecond, false);
  }

  /** In the place of a second device. */
  public static final int NOBODY = -1;

  /** Whether two devices meet. */
  public boolean isMeeting() {
    return second != NOBODY;
  }
}
