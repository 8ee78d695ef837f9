package org.hyperprism.setting;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
public sealed interface ValueType {

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
      BigDecimal number = numberOf(value, description());
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
      if (!range.contains(((Number) value).doubleValue())) {
        throw new IllegalValueException(description());
      }
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
      return numberOf(value, description()).doubleValue();
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      if (!range.contains((Double) value)) {
        throw new IllegalValueException(description());
      }
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
      return textOf(value, description());
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

  /** One word of a closed choice. */
  record Word(Class<?> choice, List<String> refused, String refusedBecause) implements ValueType {
    @Override
    public String description() {
      List<Object> words = new ArrayList<>(Arrays.asList(choice.getEnumConstants()));
      words.removeIf(word -> refused.contains(write(word)));
      String list = words.stream().map(this::write).collect(Collectors.joining(", "));
      return words.size() == 1 ? list : "one of " + list;
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      String text = textOf(value, description());
      for (Object constant : choice.getEnumConstants()) {
        if (write(constant).equals(text)) {
          return constant;
        }
      }
      throw new IllegalValueException(description());
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      if (refused.contains(write(value))) {
        throw new IllegalValueException(description() + "; " + refusedBecause);
      }
    }

    @Override
    public String write(Object value) {
      return ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The name of one of a kind's factories. */
  record Name(List<String> names, List<String> refused, String refusedBecause)
      implements ValueType {
    @Override
    public String description() {
      List<String> left = names.stream().filter(name -> !refused.contains(name)).toList();
      return left.size() == 1 ? left.get(0) : "one of " + String.join(", ", left);
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      String text = textOf(value, description());
      if (!names.contains(text)) {
        throw new IllegalValueException(description());
      }
      return text;
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      if (refused.contains(value)) {
        throw new IllegalValueException(description() + "; " + refusedBecause);
      }
      if (!names.contains(value)) {
        throw new IllegalValueException(description());
      }
    }
  }

  /** A whole number, or a word in place of one. */
  record NumberOrKeyword(WholeNumber number, String keyword) implements ValueType {
    @Override
    public String description() {
      return keyword + " or " + number.description();
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      if (keyword.equals(value.unwrapped())) {
        return OptionalInt.empty();
      }
      try {
        return OptionalInt.of((Integer) number.read(value));
      } catch (IllegalValueException notANumber) {
        throw new IllegalValueException(keyword + " or " + notANumber.expected());
      }
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      OptionalInt given = (OptionalInt) value;
      if (given.isPresent() && !number.range().contains(given.getAsInt())) {
        throw new IllegalValueException(description());
      }
    }

    @Override
    public String write(Object value) {
      OptionalInt given = (OptionalInt) value;
      return given.isPresent() ? Integer.toString(given.getAsInt()) : keyword;
    }
  }

  /** A number, or a word in place of one. */
  record RealNumberOrKeyword(RealNumber number, String keyword) implements ValueType {
    @Override
    public String description() {
      return keyword + " or " + number.description();
    }

    @Override
    public Object read(ConfigValue value) throws IllegalValueException {
      if (keyword.equals(value.unwrapped())) {
        return OptionalDouble.empty();
      }
      try {
        return OptionalDouble.of((Double) number.read(value));
      } catch (IllegalValueException notANumber) {
        throw new IllegalValueException(description());
      }
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      OptionalDouble given = (OptionalDouble) value;
      if (given.isPresent() && !number.range().contains(given.getAsDouble())) {
        throw new IllegalValueException(description());
      }
    }

    @Override
    public String write(Object value) {
      OptionalDouble given = (OptionalDouble) value;
      return given.isPresent() ? Double.toString(given.getAsDouble()) : keyword;
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
      for (ConfigValue item : list) {
        try {
          values.add(element.read(item));
        } catch (IllegalValueException illegalElement) {
          throw new IllegalValueException("a list, each " + illegalElement.expected());
        }
      }
      return List.copyOf(values);
    }

    @Override
    public void check(Object value) throws IllegalValueException {
      for (Object item : (List<?>) value) {
        try {
          element.check(Objects.requireNonNull(item));
        } catch (IllegalValueException illegalElement) {
          throw new IllegalValueException("a list, each " + illegalElement.expected());
        }
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

  private static BigDecimal numberOf(ConfigValue value, String expected)
      throws IllegalValueException {
    try {
      return new BigDecimal(textOf(value, expected));
    } catch (NumberFormatException notANumber) {
      throw new IllegalValueException(expected);
    }
  }

  private static String textOf(ConfigValue value, String expected) throws IllegalValueException {
    ConfigValueType type = value.valueType();
    if (type == ConfigValueType.OBJECT
        || type == ConfigValueType.LIST
        || type == ConfigValueType.NULL) {
      throw new IllegalValueException(expected);
    }
    return String.valueOf(value.unwrapped());
  }
}
