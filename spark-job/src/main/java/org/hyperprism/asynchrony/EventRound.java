package org.hyperprism.asynchrony;

import java.util.List;

/**
 * The events of a round, as many gradients as there are devices.
 *
 * @param number from 1
 * @param events in the order of time
 * @param waves the same, batched
 * @param seconds when the last of its events is over, from the beginning of the run
 * @param staleness of its gradients
 */
public record EventRound(
    int number, List<Event> events, List<Wave> waves, double seconds, Staleness staleness) {

  public EventRound {
    events = List.copyOf(events);
    waves = List.copyOf(waves);
  }

  /** The number of the first wave. */
  public int firstWave() {
    return waves.get(0).number();
  }

  /** The number of the last wave. */
  public int lastWave() {
    return waves.get(waves.size() - 1).number();
  }
}
