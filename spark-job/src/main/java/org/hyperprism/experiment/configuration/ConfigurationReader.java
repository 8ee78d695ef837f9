package org.hyperprism.experiment.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hyperprism.failure.NearestName;
import org.hyperprism.method.MethodName;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingDefinition;

/** Reads the records out of one resolved configuration, collecting all its problems first. */
public final class ConfigurationReader {

  private static final String PRESET = "hyperprism.preset";

  private final ConfigObject root;
  private final Map<String, SettingDefinition> settings = new LinkedHashMap<>();
  private final Set<String> sections = Settings.sections();
  private final Map<String, ConfigValue> given = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  public ConfigurationReader(Config resolved) {
    root = resolved.root();
    for (SettingDefinition setting : Settings.all()) {
      settings.put(setting.key(), setting);
    }
  }

  ExperimentConfiguration read() {
    List<Problem> found = new ArrayList<>();
    return readInto(found).orElseThrow(() -> Problem.report(found));
  }

  /** The configuration; empty if it has problems, which are then added to the collection. */
  public Optional<ExperimentConfiguration> readInto(Collection<Problem> found) {
    readAll();
    if (problems.isEmpty()) {
      return Optional.of(build(ExperimentConfiguration.class));
    }
    found.addAll(problems);
    return Optional.empty();
  }

  private void readAll() {
    walk(root, "");
    SettingDefinition preset = Objects.requireNonNull(settings.get(PRESET));
    readSetting(preset, Preset.MIRROR_ATC);
    Preset chosen = values.get(PRESET) instanceof Preset given ? given : Preset.MIRROR_ATC;
    for (SettingDefinition setting : settings.values()) {
      if (!setting.equals(preset)) {
        readSetting(setting, chosen);
      }
    }
    if (problems.isEmpty()) {
      checkConsistency();
    }
  }

  /** Sorts what was given into known settings and problems. */
  private void walk(ConfigObject section, String prefix) {
    section.forEach(
        (name, value) -> {
          String key = prefix + (name.contains(".") ? ConfigUtil.quoteString(name) : name);
          if (settings.containsKey(key)) {
            given.put(key, value);
          } else if (!sections.contains(key)) {
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
    List<String> names = new ArrayList<>(settings.keySet());
    names.addAll(sections);
    String meant = NearestName.of(key, names).map(name -> "did you mean " + name + "? ").orElse("");
    return key + " is not a setting; " + meant + "'hyperprism config' lists them all";
  }

  private void readSetting(SettingDefinition setting, Preset preset) {
    Optional<ConfigValue> own = Optional.ofNullable(given.get(setting.key()));
    ConfigValue value =
        own.filter(chosen -> chosen.valueType() != ConfigValueType.NULL)
            .orElseGet(() -> standard(setting, preset));
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

  private static ConfigValue standard(SettingDefinition setting, Preset preset) {
    Config standard =
        ConfigFactory.parseString(
                "value = " + (preset == Preset.PAPER ? setting.paper() : setting.standard()))
            .resolveWith(ConfigFactory.systemProperties());
    return Objects.requireNonNull(standard.root().get("value"));
  }

  private void checkConsistency() {
    @SuppressWarnings("unchecked") // the types of both settings are those of their components
    List<MethodName> methods = (List<MethodName>) value("methods");
    @SuppressWarnings("unchecked")
    List<Integer> evaluationRounds = (List<Integer>) value("evaluate.rounds");
    @SuppressWarnings("unchecked")
    List<Double> candidates = (List<Double>) value("hyperprism.hypernetwork.candidates");
    Consistency.violations(methods, (Integer) value("rounds"), evaluationRounds, candidates)
        .forEach(
            (key, message) -> {
              ConfigValue culprit = given.getOrDefault(key, root);
              problems.add(Problem.at(culprit.origin(), message));
            });
  }

  private <R> R build(Class<R> owner) {
    RecordComponent[] components = owner.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int index = 0; index < components.length; index++) {
      types[index] = components[index].getType();
      arguments[index] =
          types[index].isRecord() ? build(types[index]) : valueOf(owner, components[index]);
    }
    try {
      Constructor<R> constructor = owner.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      throw new IllegalStateException("a checked configuration was refused", refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object valueOf(Class<?> owner, RecordComponent component) {
    for (SettingDefinition setting : settings.values()) {
      if (setting.owner() == owner && setting.component().equals(component.getName())) {
        return value(setting.key());
      }
    }
    throw new IllegalStateException(component + " has no setting");
  }

  private Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  private static String render(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
