package org.hyperprism.asynchrony;

/** What two devices that meet do. */
public enum Meeting {
  /** Each sends its model, and both take the mean. */
  EXCHANGE,
  /** Who looked for the other sends, and the other takes the mean and then its local steps. */
  PUSH,
  /** Who looked for the other asks for its model, and takes the mean and then its local steps. */
  PULL
}
