package org.hyperprism.setting;

import com.typesafe.config.ConfigException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.hyperprism.failure.ConfigurationException;

/** Collects the settings below a record, and refuses keys and sections that two things claim. */
final class SettingCollector {

  private final Map<String, SettingDefinition> found = new LinkedHashMap<>();

  private final Map<String, String> holderOfKey = new LinkedHashMap<>();

  /** Who has a section, by what its keys begin with. */
  private final Map<String, String> holders = new LinkedHashMap<>();

  /**
   * All settings by their key, in the order of the components.
   *
   * @throws ConfigurationException if those of a plug-in clash with others
   */
  Map<String, SettingDefinition> collect(Class<? extends Record> root) {
    add(root, "", root.getSimpleName());
    for (SettingDefinition setting : found.values()) {
      String holder = holders.get(setting.key() + ".");
      if (holder != null) {
        throw clash(setting.key(), holder, "a setting");
      }
    }
    return found;
  }

  private void add(Class<? extends Record> owner, String prefix, String holder) {
    for (RecordComponent component : owner.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        for (Section section : Section.of(component, prefix)) {
          if (!section.prefix().equals(prefix)) {
            claim(section);
          }
          add(section.type(), section.prefix(), section.holder());
        }
      } else {
        add(definition(component, setting, prefix), holder);
      }
    }
  }

  /** The definition, whose default is proven to be legal. */
  private static SettingDefinition definition(
      RecordComponent component, Setting setting, String prefix) {
    try {
      SettingDefinition definition = Definitions.of(component, setting, prefix);
      definition.type().check(definition.readDefault(""));
      return definition;
    } catch (IllegalValueException
        | IllegalArgumentException
        | IllegalStateException
        | ConfigException
        | NoSuchElementException unsound) {
      throw new ConfigurationException(
          "the setting %s of %s is not sound: %s"
              .formatted(
                  component.getName(),
                  component.getDeclaringRecord().getName(),
                  unsound.getMessage()),
          unsound);
    }
  }

  private void claim(Section section) {
    String before = holders.putIfAbsent(section.prefix(), section.holder());
    if (before != null && !before.equals(section.holder())) {
      String name = section.prefix().substring(0, section.prefix().length() - 1);
      throw clash(name, section.holder(), before);
    }
  }

  private void add(SettingDefinition definition, String holder) {
    SettingDefinition other = found.putIfAbsent(definition.key(), definition);
    String before = holderOfKey.putIfAbsent(definition.key(), holder);
    if (other != null && !other.equals(definition)) {
      throw clash(definition.key(), holder, String.valueOf(before));
    }
  }

  private static ConfigurationException clash(String key, String one, String other) {
    return new ConfigurationException(
        "the key %s is claimed by %s and by %s; expected plug-ins with names and settings that nothing else has"
            .formatted(key, one, other));
  }
}
