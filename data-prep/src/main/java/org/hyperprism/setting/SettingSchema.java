package org.hyperprism.setting;

import com.typesafe.config.Config;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.failure.InconsistentSettingsException;

/**
 * All settings below a record, read from its annotated components: a component with {@link Setting}
 * is a key, one that is a record is a section, or with {@link Inline} more keys of the same
 * section, and one with {@link SettingsOf} is a section for every factory of a kind.
 *
 * @param <R> the record at the top
 */
public final class SettingSchema<R extends Record> {

  private final Class<R> root;
  private final Map<String, SettingDefinition> settings;
  private final Set<String> sections;
  private final Map<String, List<String>> shorthands;

  private SettingSchema(Class<R> root) {
    this.root = root;
    settings = Collections.unmodifiableMap(bySection(new SettingCollector().collect(root)));
    sections = Collections.unmodifiableSet(sectionsOf(settings.keySet()));
    Map<String, List<String>> byShorthand = new LinkedHashMap<>();
    for (SettingDefinition setting : settings.values()) {
      if (!setting.shorthand().isEmpty()) {
        byShorthand
            .computeIfAbsent(setting.shorthand(), none -> new ArrayList<>())
            .add(setting.key());
      }
    }
    shorthands = Collections.unmodifiableMap(byShorthand);
  }

  /**
   * The settings below a record.
   *
   * @throws ConfigurationException if those of a plug-in clash with others
   */
  public static <R extends Record> SettingSchema<R> of(Class<R> root) {
    return new SettingSchema<>(root);
  }

  /** All settings by their key, section by section. */
  public Map<String, SettingDefinition> settings() {
    return settings;
  }

  /** The sections that settings stand in, such as {@code hyperprism.hypernetwork}. */
  public Set<String> sections() {
    return sections;
  }

  /** The setting of a key. */
  public SettingDefinition setting(String key) {
    return Objects.requireNonNull(settings.get(key), key);
  }

  /** Keys that stand for several settings, such as {@code hyperprism.p}. */
  public Map<String, List<String>> shorthands() {
    return shorthands;
  }

  /** A layer of a configuration with each shorthand written out for the settings it stands for. */
  public Config expand(Config layer) {
    return Shorthands.expand(shorthands, layer);
  }

  /**
   * The record with these values.
   *
   * @param values one of the right type for every key
   * @throws InconsistentSettingsException if they are legal each and not together
   */
  public R build(Map<String, Object> values) {
    R built = build(root, "", values);
    checkConsistency(built);
    return built;
  }

  /** The record with every setting's default value. */
  public R defaults() {
    Map<String, Object> values = new LinkedHashMap<>();
    settings.forEach((key, setting) -> values.put(key, setting.readDefault("")));
    return build(values);
  }

  /** The value of every key, in the order of {@link #settings}. */
  public Map<String, Object> values(R record) {
    Map<String, Object> found = new LinkedHashMap<>();
    collect(record, "", found);
    Map<String, Object> ordered = new LinkedHashMap<>();
    settings.keySet().forEach(key -> ordered.put(key, Objects.requireNonNull(found.get(key), key)));
    return ordered;
  }

  /**
   * Refuses values out of their range and values that do not go together, so that a record built in
   * Java is as sound as one from a file.
   *
   * @throws ConfigurationException for the first of them
   */
  public void check(R record) {
    values(record)
        .forEach(
            (key, value) -> {
              SettingDefinition setting = setting(key);
              try {
                setting.type().check(value);
              } catch (IllegalValueException refused) {
                throw new ConfigurationException(
                    setting.refusal(setting.type().write(value), refused), refused);
              }
            });
    checkConsistency(record);
  }

  private static void checkConsistency(Record record) {
    Map<String, String> violations = new LinkedHashMap<>();
    addViolations(record, "", violations);
    if (!violations.isEmpty()) {
      throw new InconsistentSettingsException(violations);
    }
  }

  /** Keeps the order, but has the settings of a top section stand together. */
  private static Map<String, SettingDefinition> bySection(Map<String, SettingDefinition> found) {
    Map<String, Map<String, SettingDefinition>> sections = new LinkedHashMap<>();
    found.forEach(
        (key, setting) -> {
          String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
          sections.computeIfAbsent(section, none -> new LinkedHashMap<>()).put(key, setting);
        });
    Map<String, SettingDefinition> ordered = new LinkedHashMap<>();
    sections.values().forEach(ordered::putAll);
    return ordered;
  }

  private static Set<String> sectionsOf(Set<String> keys) {
    Set<String> sections = new LinkedHashSet<>();
    for (String key : keys) {
      for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
        sections.add(key.substring(0, dot));
      }
    }
    return sections;
  }

  private static <T extends Record> T build(
      Class<T> owner, String prefix, Map<String, Object> values) {
    RecordComponent[] components = owner.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int index = 0; index < components.length; index++) {
      RecordComponent component = components[index];
      types[index] = component.getType();
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null) {
        String key = Definitions.key(component, setting, prefix);
        arguments[index] = Objects.requireNonNull(values.get(key), key);
      } else {
        Map<String, Record> built = new LinkedHashMap<>();
        for (Section section : Section.of(component, prefix)) {
          built.put(section.name(), build(section.type(), section.prefix(), values));
        }
        arguments[index] =
            component.getType() == FactorySettings.class
                ? new FactorySettings(built)
                : built.values().iterator().next();
      }
    }
    try {
      Constructor<T> constructor = owner.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof HyperPrismException forTheUser) {
        throw forTheUser;
      }
      throw new ConfigurationException(
          "%s refuses settings that are legal by its own ranges: %s"
              .formatted(owner.getName(), refused.getCause()),
          refused);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void collect(Record record, String prefix, Map<String, Object> found) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = valueOf(record, component);
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null) {
        found.put(Definitions.key(component, setting, prefix), value);
      } else {
        for (Section section : Section.of(component, prefix)) {
          collect(section.in(value), section.prefix(), found);
        }
      }
    }
  }

  private static void addViolations(Record record, String prefix, Map<String, String> violations) {
    if (record instanceof Consistent demands) {
      demands
          .violations()
          .forEach((key, what) -> violations.put(prefix + key, prefix + key + " " + what));
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getAnnotation(Setting.class) == null) {
        Object value = valueOf(record, component);
        for (Section section : Section.of(component, prefix)) {
          addViolations(section.in(value), section.prefix(), violations);
        }
      }
    }
  }

  private static Object valueOf(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return Objects.requireNonNull(
          component.getAccessor().invoke(record), component.getName() + " must not be null");
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
