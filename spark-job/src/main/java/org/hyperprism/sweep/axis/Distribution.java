package org.hyperprism.sweep.axis;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.setting.Problem;

/** What the values of a setting are drawn from. */
public sealed interface Distribution {

  /** The words of the distributions, and what each takes, for messages. */
  List<String> WORDS = List.of("uniform", "logUniform", "integer", "choice");

  /** Digits of a number that is drawn: names and tables have it as it is used. */
  MathContext DIGITS = new MathContext(4);

  /** One value; takes a fixed count of numbers from the stream. */
  ConfigValue draw(UniformRandomProvider random);

  /** Any number between two, all alike. */
  record Uniform(double from, double to) implements Distribution {
    @Override
    public ConfigValue draw(UniformRandomProvider random) {
      return rounded(from + (to - from) * random.nextDouble(), from, to);
    }
  }

  /** A number between two, each order of magnitude alike. */
  record LogUniform(double from, double to) implements Distribution {
    @Override
    public ConfigValue draw(UniformRandomProvider random) {
      // StrictMath, as the last bit may decide how a number is rounded.
      double logarithm = StrictMath.log(from);
      double drawn =
          StrictMath.exp(logarithm + (StrictMath.log(to) - logarithm) * random.nextDouble());
      return rounded(drawn, from, to);
    }
  }

  /** A whole number from the first to the last, all alike. */
  record WholeNumber(int first, int last) implements Distribution {
    @Override
    public ConfigValue draw(UniformRandomProvider random) {
      return ConfigValueFactory.fromAnyRef(
          (int) (first + random.nextLong((long) last - first + 1)));
    }
  }

  /** One of some values, all alike. */
  record Choice(List<ConfigValue> values) implements Distribution {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public ConfigValue draw(UniformRandomProvider random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  private static ConfigValue rounded(double drawn, double from, double to) {
    double number = new BigDecimal(drawn).round(DIGITS).doubleValue();
    return ConfigValueFactory.fromAnyRef(Math.max(from, Math.min(to, number)));
  }

  /**
   * Reads what stands behind one of the {@link #WORDS}; what is wrong with it is added to the
   * problems.
   *
   * @param axis the setting, for messages
   */
  static Optional<Distribution> read(
      String axis, String word, ConfigValue given, Collection<Problem> problems) {
    if (given instanceof ConfigList list) {
      if (word.equals("choice") && !list.isEmpty()) {
        return Optional.of(new Choice(list));
      }
      if (list.size() == 2
          && list.stream().allMatch(bound -> bound.valueType() == ConfigValueType.NUMBER)) {
        double from = ((Number) list.get(0).unwrapped()).doubleValue();
        double to = ((Number) list.get(1).unwrapped()).doubleValue();
        Optional<Distribution> read = between(word, from, to);
        if (read.isPresent()) {
          return read;
        }
      }
    }
    problems.add(
        Problem.at(
            given.origin(),
            "%s.%s is %s, expected %s"
                .formatted(
                    axis, word, given.render(ConfigRenderOptions.concise()), expected(word))));
    return Optional.empty();
  }

  private static Optional<Distribution> between(String word, double from, double to) {
    // So far apart that the distance is infinite, there is nothing between them.
    if (!(from < to) || Double.isInfinite(to - from)) {
      return Optional.empty();
    }
    return switch (word) {
      case "uniform" -> Optional.of(new Uniform(from, to));
      case "logUniform" -> from > 0 ? Optional.of(new LogUniform(from, to)) : Optional.empty();
      case "integer" ->
          from == (int) from && to == (int) to
              ? Optional.of(new WholeNumber((int) from, (int) to))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String expected(String word) {
    return switch (word) {
      case "logUniform" -> "two numbers above 0, the smaller first, such as [0.01, 1]";
      case "integer" -> "two whole numbers, the smaller first, such as [1, 8]";
      case "choice" -> "a list of the values one is drawn of, such as [10, 20]";
      default -> "two numbers, the smaller first, such as [0.1, 0.9]";
    };
  }
}
