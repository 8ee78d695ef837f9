package org.hyperprism.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.InconsistentSettingsException;
import org.hyperprism.failure.NearestName;

/**
 * Reads a record of settings out of one resolved configuration, collecting all its problems first.
 *
 * @param <R> the record
 */
public final class SettingReader<R extends Record> {

  private final SettingSchema<R> schema;
  private final Optional<SettingDefinition> preset;
  private final ConfigObject root;
  private final Map<String, ConfigValue> given = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param presetKey the setting, an enumeration, whose word says which preset's defaults hold
   */
  public SettingReader(SettingSchema<R> schema, String presetKey, Config resolved) {
    this(schema, Optional.of(schema.setting(presetKey)), resolved);
  }

  /** A reader of settings without presets. */
  public SettingReader(SettingSchema<R> schema, Config resolved) {
    this(schema, Optional.empty(), resolved);
  }

  private SettingReader(
      SettingSchema<R> schema, Optional<SettingDefinition> preset, Config resolved) {
    this.schema = schema;
    this.preset = preset;
    root = resolved.root();
  }

  /**
   * The record.
   *
   * @throws org.hyperprism.failure.ConfigurationException with all problems, by line
   */
  public R read() {
    List<Problem> found = new ArrayList<>();
    return readInto(found).orElseThrow(() -> Problem.report(found));
  }

  /** The record; empty if it has problems, which are then added to the collection. */
  public Optional<R> readInto(Collection<Problem> found) {
    walk(root, "");
    preset.ifPresent(setting -> readSetting(setting, ""));
    String presetName = preset.map(this::chosen).orElse("");
    for (SettingDefinition setting : schema.settings().values()) {
      if (!preset.equals(Optional.of(setting))) {
        readSetting(setting, presetName);
      }
    }
    if (problems.isEmpty()) {
      try {
        return Optional.of(schema.build(values));
      } catch (InconsistentSettingsException inconsistent) {
        inconsistent
            .messages()
            .forEach(
                (key, message) ->
                    problems.add(Problem.at(given.getOrDefault(key, root).origin(), message)));
      }
    }
    found.addAll(problems);
    return Optional.empty();
  }

  /** The word that was read for the setting; the empty text if it was not legal. */
  private String chosen(SettingDefinition setting) {
    Object value = values.get(setting.key());
    return value == null ? "" : setting.type().write(value);
  }

  /** Sorts what was given into known settings and problems. */
  private void walk(ConfigObject section, String prefix) {
    section.forEach(
        (name, value) -> {
          boolean quoted = name.contains(".") || name.isBlank();
          String key = prefix + (quoted ? ConfigUtil.quoteString(name) : name);
          if (schema.settings().containsKey(key)) {
            given.put(key, value);
          } else if (!schema.sections().contains(key)) {
            problems.add(Problem.at(value.origin(), unknown(key)));
          } else if (value instanceof ConfigObject inner) {
            walk(inner, key + ".");
          } else if (value.valueType() != ConfigValueType.NULL) {
            problems.add(
                Problem.at(
                    value.origin(),
                    key + " is " + render(value) + ", expected a section, " + key + " { ... }"));
          }
        });
  }

  private String unknown(String key) {
    List<String> names = new ArrayList<>(schema.settings().keySet());
    names.addAll(schema.sections());
    String meant = NearestName.of(key, names).map(name -> "did you mean " + name + "? ").orElse("");
    return key + " is not a setting; " + meant + "'hyperprism config' lists them all";
  }

  private void readSetting(SettingDefinition setting, String preset) {
    Optional<ConfigValue> own = Optional.ofNullable(given.get(setting.key()));
    ConfigValue value =
        own.filter(chosen -> chosen.valueType() != ConfigValueType.NULL)
            .orElseGet(() -> setting.defaultConfigValue(preset));
    if (value.valueType() == ConfigValueType.NULL) {
      values.put(setting.key(), setting.type().absent().orElseThrow());
      return;
    }
    try {
      Object read = setting.type().read(value);
      setting.type().check(read);
      values.put(setting.key(), read);
    } catch (IllegalValueException refused) {
      problems.add(Problem.at(value.origin(), setting.refusal(render(value), refused)));
    }
  }

  private static String render(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
