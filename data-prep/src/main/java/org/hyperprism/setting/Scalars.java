package org.hyperprism.setting;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;

/** Texts and numbers out of HOCON values, which may stand in quotes. */
final class Scalars {

  private Scalars() {}

  /**
   * The number that a value is or reads as.
   *
   * @param expected what is legal there, for the message
   */
  static BigDecimal number(ConfigValue value, String expected) throws IllegalValueException {
    try {
      return new BigDecimal(text(value, expected));
    } catch (NumberFormatException notANumber) {
      throw new IllegalValueException(expected);
    }
  }

  /**
   * A value as text; sections, lists and null are refused.
   *
   * @param expected what is legal there, for the message
   */
  static String text(ConfigValue value, String expected) throws IllegalValueException {
    ConfigValueType type = value.valueType();
    if (type == ConfigValueType.OBJECT
        || type == ConfigValueType.LIST
        || type == ConfigValueType.NULL) {
      throw new IllegalValueException(expected);
    }
    return String.valueOf(value.unwrapped());
  }
}
