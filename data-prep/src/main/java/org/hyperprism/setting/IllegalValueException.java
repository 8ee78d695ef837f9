package org.hyperprism.setting;

/** A value that a setting does not take; the message says what it expects instead. */
public final class IllegalValueException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param expected the legal values in words
   */
  public IllegalValueException(String expected) {
    super(expected);
  }

  /** What the setting expects, such as {@code a number > 0}. */
  String expected() {
    return String.valueOf(getMessage());
  }

  /** The same for a value that this one is a part of, whose expectation begins with these words. */
  IllegalValueException after(String words) {
    return new IllegalValueException(words + expected());
  }
}
