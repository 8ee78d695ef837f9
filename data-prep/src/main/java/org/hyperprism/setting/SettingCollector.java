package org.hyperprism.setting;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hyperprism.failure.ConfigurationException;

/** Collects the settings below a record, and refuses keys and sections that two things claim. */
final class SettingCollector {

  private final Map<String, SettingDefinition> found = new LinkedHashMap<>();

  /** Who has a section, by what its keys begin with. */
  private final Map<String, String> holders = new LinkedHashMap<>();

  /**
   * All settings by their key, in the order of the components.
   *
   * @throws ConfigurationException if those of a plug-in clash with others
   */
  Map<String, SettingDefinition> collect(Class<? extends Record> root) {
    add(root, "");
    for (SettingDefinition setting : found.values()) {
      String holder = holders.get(setting.key() + ".");
      if (holder != null) {
        throw clash(setting.key(), holder, "a setting");
      }
    }
    return found;
  }

  private void add(Class<? extends Record> owner, String prefix) {
    for (RecordComponent component : owner.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        for (Section section : Section.of(component, prefix)) {
          if (!section.prefix().equals(prefix)) {
            claim(section);
          }
          add(section.type(), section.prefix());
        }
      } else {
        add(Definitions.of(component, setting, prefix), owner);
      }
    }
  }

  private void claim(Section section) {
    String before = holders.putIfAbsent(section.prefix(), section.holder());
    if (before != null && !before.equals(section.holder())) {
      String name = section.prefix().substring(0, section.prefix().length() - 1);
      throw clash(name, section.holder(), before);
    }
  }

  private void add(SettingDefinition definition, Class<?> owner) {
    SettingDefinition other = found.putIfAbsent(definition.key(), definition);
    if (other != null && !other.equals(definition)) {
      throw clash(definition.key(), owner.getName(), "another place");
    }
  }

  private static ConfigurationException clash(String key, String one, String other) {
    return new ConfigurationException(
        "the key %s is claimed by %s and is %s already; expected plug-ins with names and settings that nothing else has"
            .formatted(key, one, other));
  }
}
