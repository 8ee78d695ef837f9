package org.hyperprism.experiment.configuration;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hyperprism.setting.SettingDefinition;

/** Writes a configuration as text that loads to the same configuration. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /**
   * All settings, defaults included, as HOCON: one line {@code key = value} each, in the order of
   * the reference, so that two configurations compare line by line.
   */
  public static String render(ExperimentConfiguration configuration) {
    return Settings.all().stream()
        .map(setting -> setting.key() + " = " + find(setting, configuration).orElseThrow() + "\n")
        .collect(Collectors.joining());
  }

  /** The setting's value as HOCON, if its component is in this record or in a section of it. */
  private static Optional<String> find(SettingDefinition setting, Record section) {
    try {
      for (RecordComponent component : section.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(section);
        if (setting.owner() == section.getClass()
            && setting.component().equals(component.getName())) {
          return Optional.of(setting.type().write(value));
        }
        if (value instanceof Record inner) {
          Optional<String> found = find(setting, inner);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
    return Optional.empty();
  }
}
