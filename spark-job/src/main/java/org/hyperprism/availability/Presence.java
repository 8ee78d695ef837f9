package org.hyperprism.availability;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, as far as it depends on what rounds take.
 *
 * @param availability when devices are there
 * @param unit of its times
 * @param batteries what devices draw on; null for no end
 * @param emptyRound seconds that a round takes in which nobody is there, > 0
 */
public record Presence(
    Availability availability, TimeUnit unit, @Nullable Batteries batteries, double emptyRound)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Whether it does depend on what rounds take, and not on their numbers alone. */
  public boolean followsTheClock() {
    return unit == TimeUnit.SECONDS || batteries != null;
  }
}
