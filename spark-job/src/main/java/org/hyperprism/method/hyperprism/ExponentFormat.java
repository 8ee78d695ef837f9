package org.hyperprism.method.hyperprism;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.ValueFormat;

/**
 * An exponent in a configuration: {@code adaptive}, a number, or {@code { from = 9, to = 1, over =
 * 40, shape = geometric }}.
 */
final class ExponentFormat implements ValueFormat<ExponentSchedule> {

  private static final String LEARNED = "adaptive";
  private static final Set<String> KEYS = Set.of("from", "to", "over", "shape");

  ExponentFormat() {}

  @Override
  public String description() {
    return LEARNED
        + ", a number >= 1, or { from, to, over, shape } with numbers >= 1, a whole number of rounds"
        + " >= 1, and geometric, linear or step";
  }

  @Override
  public ExponentSchedule read(ConfigValue value) throws IllegalValueException {
    if (LEARNED.equals(value.unwrapped())) {
      return new ExponentSchedule.Learned();
    }
    try {
      return value instanceof ConfigObject object
          ? changing(object.unwrapped())
          : new ExponentSchedule.Constant(number(value.unwrapped()));
    } catch (IllegalArgumentException illegal) {
      throw new IllegalValueException(description());
    }
  }

  private static ExponentSchedule changing(Map<String, Object> values) {
    if (!KEYS.containsAll(new TreeSet<>(values.keySet()))) {
      throw new IllegalArgumentException("a key that is none of a schedule's");
    }
    double over = number(values.getOrDefault("over", "none"));
    if (over != Math.rint(over) || over > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not a number of rounds");
    }
    return new ExponentSchedule.Changing(
        number(values.getOrDefault("from", "none")),
        number(values.getOrDefault("to", "none")),
        (int) over,
        shape(String.valueOf(values.getOrDefault("shape", "geometric"))));
  }

  /** A number may stand in quotes, because a substitution by an environment variable gives text. */
  private static double number(Object value) {
    return Double.parseDouble(String.valueOf(value));
  }

  private static ExponentSchedule.Shape shape(String word) {
    for (ExponentSchedule.Shape shape : ExponentSchedule.Shape.values()) {
      if (shape.word().equals(word)) {
        return shape;
      }
    }
    throw new IllegalArgumentException("no such shape");
  }

  @Override
  public String write(ExponentSchedule value) {
    if (value instanceof ExponentSchedule.Constant constant) {
      return Double.toString(constant.p());
    }
    if (value instanceof ExponentSchedule.Changing changing) {
      return String.format(
          Locale.ROOT,
          "{ from = %s, to = %s, over = %d, shape = %s }",
          changing.from(),
          changing.to(),
          changing.over(),
          changing.shape().word());
    }
    return LEARNED;
  }
}
