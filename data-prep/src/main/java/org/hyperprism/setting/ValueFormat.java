package org.hyperprism.setting;

import com.typesafe.config.ConfigValue;

/**
 * How the values of a type of its owner's own stand in a configuration, for {@link Setting#format}.
 * It has a constructor without arguments.
 *
 * @param <T> the type of the record component
 */
public interface ValueFormat<T> {

  /** The legal values in words, such as {@code adaptive or a number >= 1}. */
  String description();

  /**
   * The value that stands there.
   *
   * @throws IllegalValueException if it is none, with what is expected
   */
  T read(ConfigValue value) throws IllegalValueException;

  /** The HOCON text that reads as this value. */
  String write(T value);
}
