package org.hyperprism.setting;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a setting may hold: reads a value from HOCON, checks it, and writes it again.
 *
 * <p>Numbers, true and false may also stand in quotes, because a substitution by an environment
 * variable gives text.
 */
public sealed interface ValueType
    permits ValueType.WholeNumber,
        ValueType.RealNumber,
        ValueType.Truth,
        ValueType.Text,
        ValueType.OptionalText,
        ValueType.NumberOrKeyword,
        ValueType.ListOf,
        ValueType.Formatted,
        OneOf {

  /** The legal values in words, such as {@code a whole number >= 1}. */
  String description();

  /** The Java value of a HOCON value of this type. */
  Object read(ConfigValue value) throws IllegalValueException;

  /** Refuses a Java value out of the legal ones. */
  void check(Object value) throws IllegalValueException;

  /** The HOCON text that reads as this Java value. */
  default String write(Object value) {
    return value.toString();
  }

  /** The value of an absent setting, for types that have one. */
  default Optional<Object> absent() {
    return Optional.empty();
  }

  /** A whole number of 32 bits, or of 64 bits when {@code wide}. */
  record WholeNumber(Range range, boolean wide) implements ValueType {
    @Override
    public String description() {
      return range.qualify("a whole number");
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      BigDecimal number = Scalars.number(value, description());
      try {
        if (wide) {
          return number.longValueExact();
        }
        return number.intValueExact();
      } catch (ArithmeticException notWhole) {
        throw new IllegalValueException(description() + (wide ? "" : ", at most 2147483647"));
      }
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      range.check(((Number) value).doubleValue(), description());
    }
  }

  /** A finite number. */
  record RealNumber(Range range) implements ValueType {
    @Override
    public String description() {
      return range.qualify("a number");
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      return Scalars.number(value, description()).doubleValue();
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      range.check((Double) value, description());
    }
  }

  /** True or false. */
  record Truth() implements ValueType {
    @Override
    public String description() {
      return "true or false";
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      String text = String.valueOf(value.unwrapped());
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalValueException(description());
      }
      return text.equals("true");
    }

    @Override
    public void check(Object value) {}
  }

  /** Text that is not blank. */
  record Text() implements ValueType {
    @Override
    public String description() {
      return "text";
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      return Scalars.text(value, description());
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      if (((String) value).isBlank()) {
        throw new IllegalValueException("text that is not blank");
      }
    }

    @Override
    public String write(Object value) {
      return ConfigUtil.quoteString((String) value);
    }
  }

  /**
   * A number, or a word in place of one: an {@code OptionalInt} of whole numbers, otherwise an
   * {@code OptionalDouble}.
   *
   * @param number a {@link WholeNumber} of 32 bits or a {@link RealNumber}
   * @param keyword stands for an absent number
   */
  record NumberOrKeyword(ValueType number, String keyword) implements ValueType {
    @Override
    public String description() {
      return keyword + " or " + number.description();
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      boolean absent = keyword.equals(value.unwrapped());
      try {
        if (number instanceof WholeNumber) {
          return absent ? OptionalInt.empty() : OptionalInt.of((Integer) number.read(value));
        }
        return absent ? OptionalDouble.empty() : OptionalDouble.of((Double) number.read(value));
      } catch (IllegalValueException refused) {
        throw refused.after(keyword + " or ");
      }
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      Optional<Object> given = given(value);
      try {
        if (given.isPresent()) {
          number.check(given.get());
        }
      } catch (IllegalValueException refused) {
        throw refused.after(keyword + " or ");
      }
    }

    @Override
    public String write(Object value) {
      return given(value).map(number::write).orElse(keyword);
    }

    private static Optional<Object> given(Object value) {
      if (value instanceof OptionalInt whole) {
        return whole.isPresent() ? Optional.of(whole.getAsInt()) : Optional.empty();
      }
      OptionalDouble real = (OptionalDouble) value;
      return real.isPresent() ? Optional.of(real.getAsDouble()) : Optional.empty();
    }
  }

  /** Text, or nothing: {@code null} in HOCON. */
  record OptionalText(Text text) implements ValueType {
    @Override
    public String description() {
      return text.description() + ", or null for none";
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      return Optional.of(text.read(value));
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      Optional<?> given = (Optional<?>) value;
      if (given.isPresent()) {
        text.check(given.get());
      }
    }

    @Override
    public String write(Object value) {
      return ((Optional<?>) value).map(text::write).orElse("null");
    }

    @Override
    public Optional<Object> absent() {
      return Optional.of(Optional.empty());
    }
  }

  /** A list of values of one type. */
  record ListOf(ValueType element) implements ValueType {
    @Override
    public String description() {
      return "a list, each " + element.description();
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      if (!(value instanceof ConfigList list)) {
        throw new IllegalValueException(description());
      }
      List<Object> values = new ArrayList<>();
      try {
        for (ConfigValue item : list) {
          values.add(element.read(item));
        }
      } catch (IllegalValueException refused) {
        throw refused.after("a list, each ");
      }
      return List.copyOf(values);
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      try {
        for (Object item : (List<?>) value) {
          element.check(Objects.requireNonNull(item));
        }
      } catch (IllegalValueException refused) {
        throw refused.after("a list, each ");
      }
    }

    @Override
    public String write(Object value) {
      return ((List<?>) value)
          .stream()
              .map(item -> element.write(Objects.requireNonNull(item)))
              .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** Values of a type of their owner's own; what is read or made in Java is legal. */
  record Formatted(ValueFormat<Object> format) implements ValueType {
    @Override
    public String description() {
      return format.description();
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      return format.read(value);
    }

    @Override
    public void check(Object value) {}

    @Override
    public String write(Object value) {
      return format.write(value);
    }
  }
}
