package org.hyperprism.setting;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.hyperprism.failure.ConfigurationException;

/** From an annotated record component to the definition of its setting. */
final class Definitions {

  private Definitions() {}

  /**
   * @param prefix of the section that the record stands in
   */
  static SettingDefinition of(RecordComponent component, Setting setting, String prefix) {
    return new SettingDefinition(
        key(component, setting, prefix),
        typeOf(component.getGenericType(), setting),
        setting.defaultValue(),
        presets(setting),
        setting.shorthand().isEmpty() ? "" : prefix + setting.shorthand(),
        setting.documentation());
  }

  static String key(RecordComponent component, Setting setting, String prefix) {
    return prefix + (setting.key().isEmpty() ? component.getName() : setting.key());
  }

  private static Map<String, String> presets(Setting setting) {
    Map<String, String> presets = new LinkedHashMap<>();
    for (String preset : setting.presets()) {
      int equals = preset.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "its preset is '%s'; expected one like paper = 0.9".formatted(preset));
      }
      presets.put(preset.substring(0, equals).strip(), preset.substring(equals + 1).strip());
    }
    return presets;
  }

  private static ValueType typeOf(Type type, Setting setting) {
    if (setting.format() != ValueFormat.class) {
      return new ValueType.Formatted(format(setting));
    }
    Range range = Range.parse(setting.range());
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class && argument == String.class) {
        return new ValueType.OptionalText(new ValueType.Text());
      }
      if (generic.getRawType() == List.class) {
        return new ValueType.ListOf(typeOf(argument, setting));
      }
    }
    if (type == int.class || type == Integer.class) {
      return new ValueType.WholeNumber(range, false);
    }
    if (type == long.class || type == Long.class) {
      return new ValueType.WholeNumber(range, true);
    }
    if (type == OptionalDouble.class && !setting.keyword().isEmpty()) {
      return new ValueType.NumberOrKeyword(new ValueType.RealNumber(range), setting.keyword());
    }
    if (type == double.class || type == Double.class) {
      return new ValueType.RealNumber(range);
    }
    if (type == boolean.class) {
      return new ValueType.Truth();
    }
    if (type == String.class) {
      if (setting.names() == NamedFactory.class) {
        return new ValueType.Text();
      }
      return nameOf(Factories.ofAny(setting.names()), setting);
    }
    if (type == OptionalInt.class && !setting.keyword().isEmpty()) {
      return new ValueType.NumberOrKeyword(
          new ValueType.WholeNumber(range, false), setting.keyword());
    }
    if (type instanceof Class<?> choice && choice.isEnum()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Object constant : choice.getEnumConstants()) {
        values.put(EnumWord.of((Enum<?>) constant), constant);
      }
      return new OneOf(values, List.of(setting.refused()), setting.refusedBecause());
    }
    throw new IllegalArgumentException(
        "no setting can be of %s; expected a number, boolean, String, enumeration, OptionalInt or OptionalDouble with a keyword, Optional<String>, or a List of these"
            .formatted(type.getTypeName()));
  }

  private static ValueType nameOf(Factories<?> kind, Setting setting) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!setting.keyword().isEmpty()) {
      values.put(setting.keyword(), setting.keyword());
    }
    List<String> refused = new ArrayList<>(List.of(setting.refused()));
    Predicate<NamedFactory<?>> refusal = refusal(setting);
    for (NamedFactory<?> factory : kind.all()) {
      if (values.putIfAbsent(factory.name(), factory.name()) != null) {
        throw new ConfigurationException(
            "a plug-in is called %s, which stands for the choice of one; expected another name"
                .formatted(setting.keyword()));
      }
      if (Factories.make(factory, () -> refusal.test(factory))) {
        refused.add(factory.name());
      }
    }
    return new OneOf(values, refused, setting.refusedBecause());
  }

  private static Predicate<NamedFactory<?>> refusal(Setting setting) {
    return made(setting.refusing());
  }

  @SuppressWarnings("unchecked") // of the component's own type, as whoever names the format says
  private static ValueFormat<Object> format(Setting setting) {
    return (ValueFormat<Object>) made(setting.format());
  }

  private static <T> T made(Class<? extends T> type) {
    try {
      Constructor<? extends T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException unsound) {
      throw new IllegalStateException(type + " has no constructor without arguments", unsound);
    }
  }
}
