package org.hyperprism.asynchrony;

import org.jspecify.annotations.Nullable;

/**
 * How stale the gradients of some events are. In seconds it is the age of the model at which a
 * gradient was taken, of which the time to compute it is a part. In rounds it is the number of
 * gradients that other devices have brought since, divided by the number of devices: 0 if there was
 * none, as in rounds of a common clock.
 *
 * @param gradients counted, >= 0
 * @param sumOfSeconds of them
 * @param mostSeconds of any
 * @param sumOfOthers gradients of other devices since
 * @param mostOthers of any
 * @param changes times that devices' models were changed under them, over all gradients
 * @param devices number of devices m
 */
public record Staleness(
    long gradients,
    double sumOfSeconds,
    double mostSeconds,
    long sumOfOthers,
    long mostOthers,
    long changes,
    int devices) {

  static Staleness none(int devices) {
    return new Staleness(0, 0, 0, 0, 0, 0, devices);
  }

  /** The same with the gradients of an event. */
  Staleness plus(Event event) {
    return plus(event.ofFirst()).plus(event.ofSecond());
  }

  private Staleness plus(@Nullable Gradient gradient) {
    return gradient == null
        ? this
        : new Staleness(
            gradients + 1,
            sumOfSeconds + gradient.seconds(),
            Math.max(mostSeconds, gradient.seconds()),
            sumOfOthers + gradient.others(),
            Math.max(mostOthers, gradient.others()),
            changes + gradient.changes(),
            devices);
  }

  /** Mean in seconds; NaN without gradients. */
  public double meanSeconds() {
    return sumOfSeconds / gradients;
  }

  /** Mean in rounds; NaN without gradients. */
  public double meanRounds() {
    return (double) sumOfOthers / gradients / devices;
  }

  /** Mean number of times that a device's model was changed under it; NaN without gradients. */
  public double meanChanges() {
    return (double) changes / gradients;
  }

  /** The largest in rounds. */
  public double mostRounds() {
    return (double) mostOthers / devices;
  }
}
