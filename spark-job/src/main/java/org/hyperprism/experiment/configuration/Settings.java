package org.hyperprism.experiment.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.Range;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.ValueType;
import org.jspecify.annotations.Nullable;

/** The registry of all settings, read once from the annotated record components, in their order. */
public final class Settings {

  private static final List<SettingDefinition> ALL =
      List.copyOf(definitionsOf(ExperimentConfiguration.class, ""));

  private static final Set<String> SECTIONS = sectionsOf(ALL);

  private Settings() {}

  /** All settings, in the order of the components. */
  public static List<SettingDefinition> all() {
    return ALL;
  }

  /** The sections that settings stand in, such as {@code hyperprism.hypernetwork}. */
  public static Set<String> sections() {
    return SECTIONS;
  }

  private static Set<String> sectionsOf(List<SettingDefinition> settings) {
    Set<String> sections = new LinkedHashSet<>();
    for (SettingDefinition setting : settings) {
      String key = setting.key();
      for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
        sections.add(key.substring(0, dot));
      }
    }
    return Collections.unmodifiableSet(sections);
  }

  /**
   * Refuses the components of a record that are out of their range, so that a configuration built
   * in Java is as sound as one from a file.
   *
   * @param owner the record
   * @param values its components, in their order
   * @throws ConfigurationException for the first illegal value
   */
  static void check(Class<? extends Record> owner, @Nullable Object... values) {
    RecordComponent[] components = owner.getRecordComponents();
    for (SettingDefinition setting : ALL) {
      for (int index = 0; index < components.length; index++) {
        if (setting.owner() == owner && setting.component().equals(components[index].getName())) {
          check(setting, values[index]);
        }
      }
    }
  }

  private static void check(SettingDefinition setting, @Nullable Object value) {
    if (value == null) {
      throw new NullPointerException(setting.key());
    }
    try {
      setting.type().check(value);
    } catch (IllegalValueException refused) {
      throw new ConfigurationException(
          setting.refusal(setting.type().write(value), refused), refused);
    }
  }

  private static List<SettingDefinition> definitionsOf(Class<?> owner, String prefix) {
    List<SettingDefinition> definitions = new ArrayList<>();
    for (RecordComponent component : owner.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        definitions.addAll(definitionsOf(component.getType(), prefix + component.getName() + "."));
        continue;
      }
      String name = setting.key().isEmpty() ? component.getName() : setting.key();
      definitions.add(
          new SettingDefinition(
              prefix + name,
              owner,
              component.getName(),
              typeOf(component.getGenericType(), setting),
              setting.standard(),
              setting.paper().isEmpty() ? setting.standard() : setting.paper(),
              setting.documentation()));
    }
    return definitions;
  }

  private static ValueType typeOf(Type type, Setting setting) {
    Range range = Range.parse(setting.range());
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class
          ? new ValueType.OptionalText(new ValueType.Text())
          : new ValueType.ListOf(typeOf(argument, setting));
    }
    if (type == int.class || type == Integer.class) {
      return new ValueType.WholeNumber(range, false);
    }
    if (type == long.class) {
      return new ValueType.WholeNumber(range, true);
    }
    if (type == OptionalDouble.class) {
      return new ValueType.RealNumberOrKeyword(new ValueType.RealNumber(range), setting.keyword());
    }
    if (type == double.class || type == Double.class) {
      return new ValueType.RealNumber(range);
    }
    if (type == boolean.class) {
      return new ValueType.Truth();
    }
    if (type == String.class) {
      return new ValueType.Text();
    }
    if (type == OptionalInt.class) {
      return new ValueType.NumberOrKeyword(
          new ValueType.WholeNumber(range, false), setting.keyword());
    }
    if (type instanceof Class<?> choice && choice.isEnum()) {
      return new ValueType.Word(choice, List.of(setting.refused()), setting.refusedBecause());
    }
    throw new IllegalStateException("no setting can be of " + type);
  }
}
