package org.hyperprism.compression;

import java.io.Serializable;

/**
 * Bytes from a device to a neighbour in one exchange, for the vectors alone.
 *
 * @param message of one who has heard all messages before, >= 0
 * @param whole of the public copies as float32, >= {@code message}
 */
public record MessageBytes(long message, long whole) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Bytes to one who has missed messages: those again, or the whole copies, whichever are fewer.
   *
   * @param missed messages, >= 0
   */
  public long after(long missed) {
    return missed > mostMissed() ? whole : Math.min((missed + 1) * message, whole);
  }

  /** More missed messages than this take the bytes of the whole copies, however many they are. */
  long mostMissed() {
    return message == 0 ? 0 : whole / message - 1;
  }
}
