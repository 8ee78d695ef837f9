package org.hyperprism.sweep.tuning;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.setting.ValueType;

/**
 * One setting of a method and the values that are tried.
 *
 * @param key the setting, such as {@code dpsgd.learningRate}
 * @param values numbers ascending; anything else as it was written; empty if they are drawn
 * @param drawnAs the key that they are drawn by; empty if they are not
 */
record TuningAxis(String key, List<ConfigValue> values, String drawnAs) {

  /** The end of the values that the best of them is. */
  enum Edge {
    SMALLEST,
    LARGEST
  }

  /** Digits of a value that continues a list. */
  private static final MathContext DIGITS = new MathContext(2);

  TuningAxis {
    List<ConfigValue> ordered = new ArrayList<>(values);
    if (areNumbers(values)) {
      ordered.sort(Comparator.comparingDouble(TuningAxis::number));
    }
    values = List.copyOf(ordered);
  }

  TuningAxis(String key, List<ConfigValue> values) {
    this(key, values, "");
  }

  /** The key below the section of its method. */
  String shortKey() {
    return key.substring(key.indexOf('.') + 1);
  }

  /**
   * The end of the numbers at which the best value is, if it is at one beyond which there are legal
   * ones: a longer list might have given a better value.
   */
  Optional<Edge> edge(ConfigValue best) {
    if (values.size() < 2 || !areNumbers(values)) {
      return Optional.empty();
    }
    Optional<Edge> edge =
        best.equals(values.get(0))
            ? Optional.of(Edge.SMALLEST)
            : best.equals(values.get(values.size() - 1))
                ? Optional.of(Edge.LARGEST)
                : Optional.empty();
    return edge.filter(end -> beyond(end).isPresent());
  }

  /** The axis with one more value at this end. */
  TuningAxis widened(Edge edge) {
    List<ConfigValue> more = new ArrayList<>(values);
    beyond(edge).ifPresent(more::add);
    return new TuningAxis(key, more);
  }

  /**
   * The value that continues the list: 10 after 0.3, 1, 3 and 16 after 4, 8, as the next but one
   * stands to its neighbour like the last to the one before, two digits of it; empty if the setting
   * cannot have it.
   */
  private Optional<ConfigValue> beyond(Edge edge) {
    int count = values.size();
    double last = number(values.get(edge == Edge.SMALLEST ? 0 : count - 1));
    double second = number(values.get(edge == Edge.SMALLEST ? 1 : count - 2));
    double factor = last / second;
    if (count > 2) {
      factor = second / number(values.get(edge == Edge.SMALLEST ? 2 : count - 3));
    }
    double next = last * factor;
    if (!(next > 0) || Double.isInfinite(next)) {
      return Optional.empty();
    }
    BigDecimal rounded = new BigDecimal(next).round(DIGITS);
    if (edge == Edge.SMALLEST ? rounded.doubleValue() >= last : rounded.doubleValue() <= last) {
      return Optional.empty();
    }
    return Optional.of(numberOf(rounded.doubleValue())).filter(this::isLegal);
  }

  private boolean isLegal(ConfigValue value) {
    SettingSchema<ExperimentConfiguration> schema = ExperimentConfiguration.schema();
    ValueType type =
        schema.setting(schema.shorthands().getOrDefault(key, List.of(key)).get(0)).type();
    try {
      type.check(type.read(value));
      return true;
    } catch (IllegalValueException outOfRange) {
      return false;
    }
  }

  /** A number as a value of a configuration. */
  static ConfigValue numberOf(double number) {
    return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE
        ? ConfigValueFactory.fromAnyRef((int) number)
        : ConfigValueFactory.fromAnyRef(number);
  }

  private static boolean areNumbers(List<ConfigValue> values) {
    return values.stream().allMatch(value -> value.valueType() == ConfigValueType.NUMBER);
  }

  private static double number(ConfigValue value) {
    return ((Number) value.unwrapped()).doubleValue();
  }
}
