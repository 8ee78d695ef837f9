package org.hyperprism.setting;

import com.typesafe.config.ConfigException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.hyperprism.failure.ConfigurationException;

/** Collects the settings below a record, and refuses keys and sections that two things claim. */
final class SettingCollector {

  private final Map<String, SettingDefinition> found = new LinkedHashMap<>();

  private final Map<String, String> ownerOfKey = new LinkedHashMap<>();

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
        for (Section section : sections(component, prefix)) {
          if (!section.prefix().equals(prefix)) {
            claim(section);
          }
          add(section.type(), section.prefix());
        }
      } else {
        add(definition(component, setting, prefix), owner.getName());
      }
    }
  }

  private static List<Section> sections(RecordComponent component, String prefix) {
    try {
      return Section.of(component, prefix);
    } catch (IllegalStateException noSection) {
      throw unsound(component, noSection, "it has no @Setting and is no record");
    }
  }

  /** The definition, whose default is proven to be legal. */
  private static SettingDefinition definition(
      RecordComponent component, Setting setting, String prefix) {
    try {
      SettingDefinition definition = Definitions.of(component, setting, prefix);
      definition.type().check(definition.readDefault(""));
      return definition;
    } catch (IllegalValueException illegal) {
      throw unsound(
          component,
          illegal,
          "its default %s is not legal, expected %s"
              .formatted(setting.defaultValue(), illegal.expected()));
    } catch (IllegalArgumentException
        | IllegalStateException
        | ConfigException
        | NoSuchElementException other) {
      throw unsound(component, other, String.valueOf(other.getMessage()));
    }
  }

  private static ConfigurationException unsound(
      RecordComponent component, Exception cause, String why) {
    return new ConfigurationException(
        "the setting %s of %s is not sound: %s"
            .formatted(component.getName(), component.getDeclaringRecord().getName(), why),
        cause);
  }

  private void claim(Section section) {
    String before = holders.putIfAbsent(section.prefix(), section.holder());
    if (before != null && !before.equals(section.holder())) {
      String name = section.prefix().substring(0, section.prefix().length() - 1);
      throw clash(name, section.holder(), before);
    }
  }

  private void add(SettingDefinition definition, String owner) {
    SettingDefinition other = found.putIfAbsent(definition.key(), definition);
    String before = ownerOfKey.putIfAbsent(definition.key(), owner);
    if (other != null && !other.equals(definition)) {
      throw clash(definition.key(), owner, String.valueOf(before));
    }
  }

  private static ConfigurationException clash(String key, String one, String other) {
    return new ConfigurationException(
        "the key %s is claimed by %s and by %s; expected plug-ins with names and settings that nothing else has"
            .formatted(key, one, other));
  }
}
