package org.hyperprism.setting;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hyperprism.failure.ConfigurationException;

/**
 * A record of settings at its place in the configuration.
 *
 * @param name of the component, or of the factory whose settings these are
 * @param type the record
 * @param prefix what its keys begin with: empty, or a section and a dot
 * @param holder what has the section, in words
 */
record Section(String name, Class<? extends Record> type, String prefix, String holder) {

  /** The sections that a component without {@link Setting} stands for. */
  static List<Section> of(RecordComponent component, String prefix) {
    String name = component.getName();
    if (component.getType().isRecord() && component.getType() != FactorySettings.class) {
      Class<? extends Record> type = component.getType().asSubclass(Record.class);
      boolean inline = component.isAnnotationPresent(Inline.class);
      return List.of(new Section(name, type, inline ? prefix : prefix + name + ".", "a section"));
    }
    SettingsOf factories = component.getAnnotation(SettingsOf.class);
    if (factories == null || component.getType() != FactorySettings.class) {
      throw new IllegalStateException(
          component + " is neither a setting nor a record nor settings of factories");
    }
    List<Section> sections = new ArrayList<>();
    Factories<?> kind = Factories.ofAny(factories.value());
    for (NamedFactory<?> factory : kind.all()) {
      String section = factory.section();
      if (section.isEmpty() && Factories.isPlugIn(factory)) {
        throw new ConfigurationException(
            "the settings of %s stand in no section; expected one, such as its name %s"
                .formatted(factory.getClass().getName(), factory.name()));
      }
      sections.add(
          new Section(
              factory.name(),
              factories.shared() == NoSettings.class ? factory.settings() : factories.shared(),
              section.isEmpty() ? prefix : prefix + section + ".",
              factory.getClass().getName()));
    }
    return sections;
  }

  /** This section in the value of its component. */
  Record in(Object value) {
    return value instanceof FactorySettings factories
        ? Objects.requireNonNull(factories.byName().get(name), name)
        : (Record) value;
  }
}
