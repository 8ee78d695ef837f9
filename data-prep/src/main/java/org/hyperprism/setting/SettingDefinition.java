package org.hyperprism.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.Objects;

/**
 * One key of the configuration with everything known about it.
 *
 * @param key full key, such as {@code train.learningRate}
 * @param type what it may hold
 * @param defaultValue default value in HOCON
 * @param presets default values under presets, by the preset's name, where they differ
 * @param shorthand full key that a single value for several settings may be given by; empty if none
 * @param documentation one sentence
 */
public record SettingDefinition(
    String key,
    ValueType type,
    String defaultValue,
    Map<String, String> presets,
    String shorthand,
    String documentation) {

  public SettingDefinition {
    presets = Map.copyOf(presets);
  }

  /** The default value under a preset, in HOCON. */
  public String defaultValue(String preset) {
    return presets.getOrDefault(preset, defaultValue);
  }

  /** The default value under a preset, as HOCON has it. */
  ConfigValue defaultConfigValue(String preset) {
    Config value =
        ConfigFactory.parseString("value = " + defaultValue(preset))
            .resolveWith(ConfigFactory.systemProperties());
    return Objects.requireNonNull(value.root().get("value"));
  }

  /** The default value under a preset, as Java has it. */
  Object readDefault(String preset) {
    ConfigValue value = defaultConfigValue(preset);
    if (value.valueType() == ConfigValueType.NULL) {
      return type.absent().orElseThrow();
    }
    try {
      return type.read(value);
    } catch (IllegalValueException refused) {
      throw new IllegalStateException("the default of " + key + " is not legal", refused);
    }
  }

  /** The message for a value that this setting refuses. */
  public String refusal(String given, IllegalValueException refused) {
    return key + " is " + given + ", expected " + refused.expected();
  }
}
