package org.hyperprism.sweep.axis;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;

/**
 * One setting of the section {@code sweep} or {@code tune}.
 *
 * @param key the setting, such as {@code partition.alpha}
 * @param values the values it takes, one after the other; empty if they are drawn
 * @param distribution what they are drawn from, if they are
 * @param condition where it applies; elsewhere it is left as the file has it
 * @param origin where it was written
 */
public record SweptSetting(
    String key,
    List<ConfigValue> values,
    Optional<Distribution> distribution,
    Condition condition,
    ConfigOrigin origin) {

  /** As they were written, line by line; those of the command line come last. */
  static final Comparator<SweptSetting> AS_WRITTEN =
      Comparator.comparing((SweptSetting swept) -> swept.origin().filename() == null)
          .thenComparing(swept -> swept.origin().lineNumber())
          .thenComparing(SweptSetting::rank);

  public SweptSetting {
    values = List.copyOf(values);
  }

  /** A setting that takes all values of a list, everywhere. */
  public static SweptSetting of(String key, List<ConfigValue> values, ConfigOrigin origin) {
    return new SweptSetting(key, values, Optional.empty(), Condition.ALWAYS, origin);
  }

  /** The place of the setting among all settings, for those written on one line. */
  private static int rank(SweptSetting swept) {
    int rank = 0;
    for (String setting : ExperimentConfiguration.schema().settings().keySet()) {
      if (setting.equals(swept.key) || setting.startsWith(swept.key + ".")) {
        return rank;
      }
      rank++;
    }
    return rank;
  }

  /** The last word of the key. */
  public String lastWord() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** The layer that sets this setting to one of its values. */
  public Config layer(ConfigValue value) {
    return ExperimentConfiguration.schema().expand(ConfigFactory.empty().withValue(key, value));
  }

  /** A value as people write it, without quotes, brackets and exponents. */
  public static String text(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(SweptSetting::text).collect(Collectors.joining(" "));
    }
    String text = String.valueOf(value.unwrapped());
    // A number such as 1e999 is infinite, and is refused where it is read.
    return value.valueType() == ConfigValueType.NUMBER
            && Double.isFinite(((Number) value.unwrapped()).doubleValue())
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }
}
