package org.hyperprism.sweep.axis;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.NearestName;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.SettingSchema;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a section that have lists of values, or distributions, there. */
public final class SweptSettingReader {

  private static final String VALUES = "values";
  private static final String WHERE = "where";
  private static final List<String> WORDS =
      Stream.concat(Stream.of(VALUES, WHERE), Distribution.WORDS.stream()).toList();

  private final String section;
  private final List<String> others;
  private final Collection<Problem> problems;
  private final List<SweptSetting> settings = new ArrayList<>();

  /**
   * @param section the section's name, for messages
   * @param others keys of the section that are no settings, the most natural first, for messages;
   *     they are passed over
   * @param problems receives what is wrong
   */
  public SweptSettingReader(String section, List<String> others, Collection<Problem> problems) {
    this.section = section;
    this.others = List.copyOf(others);
    this.problems = problems;
  }

  /**
   * The other keys of a section, as what reads settings wants them.
   *
   * @param keys those that are taken, where they are there
   * @param section its name, below which they are then
   */
  public static Config only(Collection<String> keys, String section, ConfigObject values) {
    Config own = ConfigFactory.empty();
    for (String key : keys) {
      @Nullable ConfigValue value = values.get(key);
      if (value != null) {
        own = own.withValue(section + "." + key, value);
      }
    }
    return own;
  }

  /** The settings, in the order in which they were written. */
  public List<SweptSetting> read(ConfigObject values) {
    readSettings(values, "");
    settings.sort(SweptSetting.AS_WRITTEN);
    return settings;
  }

  private void readSettings(ConfigObject values, String prefix) {
    values.forEach(
        (name, value) -> {
          String key = prefix + (name.contains(".") ? ConfigUtil.quoteString(name) : name);
          if (others.contains(key) || value.valueType() == ConfigValueType.NULL) {
            return;
          }
          if (value instanceof ConfigObject inner
              && schema().sections().contains(key)
              && !(isSetting(key) && isAxis(inner))) {
            readSettings(inner, key + ".");
          } else if (!isSetting(key)) {
            problems.add(Problem.at(value.origin(), unknown(key)));
          } else {
            axis(key, value).ifPresent(settings::add);
          }
        });
  }

  /** Whether an object is the values of a setting, and no section with settings. */
  private static boolean isAxis(ConfigObject object) {
    return object.keySet().stream().anyMatch(WORDS::contains);
  }

  /**
   * Reads one setting of the section.
   *
   * @param key its key
   * @param value a list, or an object that has a list or a distribution by its word, and may have a
   *     condition
   * @return empty if something is wrong with it, which is then among the problems
   */
  public Optional<SweptSetting> axis(String key, ConfigValue value) {
    if (value instanceof ConfigList list && !list.isEmpty()) {
      return Optional.of(SweptSetting.of(key, list, value.origin()));
    }
    String axis = section + "." + key;
    if (!(value instanceof ConfigObject object) || !isAxis(object)) {
      problems.add(Problem.at(value.origin(), expected(axis, key, value)));
      return Optional.empty();
    }
    List<String> ways = new ArrayList<>(WORDS);
    ways.retainAll(object.keySet());
    ways.remove(WHERE);
    List<String> unknown = object.keySet().stream().filter(w -> !WORDS.contains(w)).toList();
    if (ways.size() != 1 || !unknown.isEmpty()) {
      problems.add(Problem.at(value.origin(), expected(axis, key, value)));
      return Optional.empty();
    }
    @Nullable ConfigValue where = object.get(WHERE);
    Condition condition = where == null ? Condition.ALWAYS : Condition.read(axis, where, problems);
    String way = ways.get(0);
    ConfigValue given = Objects.requireNonNull(object.get(way));
    if (!way.equals(VALUES)) {
      return Distribution.read(axis, way, given, problems)
          .map(
              from ->
                  new SweptSetting(key, List.of(), Optional.of(from), condition, value.origin()));
    }
    if (given instanceof ConfigList list && !list.isEmpty()) {
      return Optional.of(new SweptSetting(key, list, Optional.empty(), condition, value.origin()));
    }
    problems.add(Problem.at(given.origin(), expected(axis + "." + VALUES, key, given)));
    return Optional.empty();
  }

  private static String expected(String axis, String key, ConfigValue value) {
    return "%s is %s, expected a list of the values it takes, such as [%s], or one of %s with what it is drawn from, such as { logUniform = [0.01, 1] }"
        .formatted(
            axis,
            value.render(ConfigRenderOptions.concise()),
            example(key),
            String.join(", ", Distribution.WORDS));
  }

  private static boolean isSetting(String key) {
    return schema().shorthands().containsKey(key) || schema().settings().containsKey(key);
  }

  private String unknown(String key) {
    List<String> names = new ArrayList<>(others);
    names.addAll(schema().settings().keySet());
    names.addAll(schema().sections());
    String meant =
        NearestName.of(key, names)
            .map(name -> "did you mean %s.%s? ".formatted(section, name))
            .orElse("");
    return "%s.%s names no setting; %s'hyperprism config' lists them all"
            .formatted(section, key, meant)
        + (others.contains("variants") ? ", and sweep.variants sets several at once" : "");
  }

  private static String example(String key) {
    SettingDefinition setting = schema().settings().get(key);
    return setting == null ? "1, 3" : setting.defaultValue();
  }

  private static SettingSchema<ExperimentConfiguration> schema() {
    return ExperimentConfiguration.schema();
  }
}
