package org.hyperprism.sweep.axis;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.NearestName;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.setting.ValueType;

/**
 * Where an axis applies: where each of some settings has one of some values. A setting that is a
 * list has a value if that is one of its items, or the whole list.
 *
 * @param demands the values by setting, any of which is enough
 */
public record Condition(Map<String, List<ConfigValue>> demands) {

  /** Everywhere. */
  public static final Condition ALWAYS = new Condition(Map.of());

  public Condition {
    demands = new LinkedHashMap<>(demands);
  }

  /** The settings it names. */
  public Set<String> settings() {
    return demands.keySet();
  }

  /**
   * Whether it holds.
   *
   * @param settings a resolved configuration without the section of the sweep
   */
  public boolean holds(Config settings) {
    if (demands.isEmpty()) {
      return true;
    }
    SettingSchema<ExperimentConfiguration> schema = ExperimentConfiguration.schema();
    Optional<Map<String, Object>> values =
        ConfigurationLoader.reader(settings).readInto(new ArrayList<>()).map(schema::values);
    // Settings that cannot be read are a problem of the experiment, which says so itself.
    return values.isEmpty()
        || demands.entrySet().stream()
            .allMatch(
                demand ->
                    demand.getValue().stream()
                        .anyMatch(
                            wanted ->
                                matches(
                                    schema.setting(demand.getKey()),
                                    values.get().getOrDefault(demand.getKey(), ""),
                                    wanted)));
  }

  private static boolean matches(SettingDefinition setting, Object value, ConfigValue wanted) {
    try {
      if (value instanceof List<?> items && !(wanted instanceof ConfigList)) {
        return items.contains(typeOf(setting, wanted).read(wanted));
      }
      return value.equals(setting.type().read(wanted));
    } catch (IllegalValueException illegal) {
      throw new IllegalStateException("a condition that was read is not legal", illegal);
    }
  }

  /**
   * Reads {@code where { SETTING = VALUE or [VALUES] }}; what is wrong with it is added to the
   * problems.
   *
   * @param axis the setting that it is of, for messages
   */
  static Condition read(String axis, ConfigValue where, Collection<Problem> problems) {
    if (!(where instanceof ConfigObject object) || object.isEmpty()) {
      problems.add(
          Problem.at(
              where.origin(),
              "%s.where is %s, expected settings with the value each must have, such as where { partition.kind = dirichlet }"
                  .formatted(axis, where.render(ConfigRenderOptions.concise()))));
      return ALWAYS;
    }
    Map<String, List<ConfigValue>> demands = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : object.toConfig().entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      ConfigValue value = entry.getValue();
      SettingDefinition setting = ExperimentConfiguration.schema().settings().get(key);
      if (setting == null) {
        problems.add(Problem.at(value.origin(), unknown(axis, key)));
      } else {
        List<ConfigValue> wanted = value instanceof ConfigList list ? list : List.of(value);
        wanted.forEach(each -> check(axis, setting, each, problems));
        demands.put(key, List.copyOf(wanted));
      }
    }
    return new Condition(demands);
  }

  private static String unknown(String axis, String key) {
    String meant =
        NearestName.of(key, List.copyOf(ExperimentConfiguration.schema().settings().keySet()))
            .map(name -> "; did you mean " + name + "?")
            .orElse("");
    return "%s.where names %s, which is no setting%s".formatted(axis, key, meant);
  }

  private static void check(
      String axis, SettingDefinition setting, ConfigValue wanted, Collection<Problem> problems) {
    ValueType type = typeOf(setting, wanted);
    try {
      type.check(type.read(wanted));
    } catch (IllegalValueException refused) {
      problems.add(
          Problem.at(
              wanted.origin(),
              axis
                  + ".where: "
                  + setting.refusal(wanted.render(ConfigRenderOptions.concise()), refused)));
    }
  }

  /** What is wanted of a list is one of its items, unless it is a list, too. */
  private static ValueType typeOf(SettingDefinition setting, ConfigValue wanted) {
    if (setting.type() instanceof ValueType.ListOf list) {
      return wanted instanceof ConfigList ? list : list.element();
    }
    return setting.type();
  }
}
