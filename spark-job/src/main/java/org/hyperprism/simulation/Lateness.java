package org.hyperprism.simulation;

import java.io.Serializable;

/**
 * Who is late in a round, and what becomes of a device that is.
 *
 * @param deadline until when the others wait
 * @param fewerSteps whether a device that would be late takes fewer steps
 * @param late what its neighbours do if it is late all the same
 */
public record Lateness(Deadline deadline, boolean fewerSteps, LateDevices late)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nobody is late, however long it takes. */
  public static final Lateness NONE = new Lateness(Deadline.NONE, false, LateDevices.WAIT);

  /** What neighbours do about a late device. */
  public enum LateDevices {
    /** Mix without it: weights are those of the round's graph without its links. */
    RENORMALISE,
    /** Mix with what it sent last; it keeps what it has. */
    KEEP,
    /** Wait for it: the round gets longer. */
    WAIT
  }

  /** Whether it has a say in what is computed, and not only in how long it takes. */
  public boolean changesRounds() {
    return !deadline.equals(Deadline.NONE) && (fewerSteps || late != LateDevices.WAIT);
  }
}
