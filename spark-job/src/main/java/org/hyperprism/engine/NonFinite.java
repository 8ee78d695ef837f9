package org.hyperprism.engine;

/** What becomes of a method whose numbers are no longer finite. */
public enum NonFinite {
  /** The round ends the run. */
  STOP,
  /**
   * Vectors with such numbers are dropped where they arrive, and the receiver's own weight grows by
   * theirs; a device whose own are dropped takes the mean of the others in their place, and of what
   * it does not send it keeps what it had before the round. The run ends when a device is left
   * without any.
   */
  DROP
}
