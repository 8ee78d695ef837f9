package org.hyperprism.engine;

/** What becomes of a method whose numbers are no longer finite. */
public enum NonFinite {
  /** The round ends the run. */
  STOP,
  /**
   * Vectors with such numbers are dropped where they arrive, and the receiver divides its row of
   * weights by the sum of those that are left; of what a device does not send, it keeps what it had
   * before the round if its own numbers are such. The run ends when a device is left without any.
   */
  DROP
}
