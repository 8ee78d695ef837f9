package org.hyperprism.experiment.configuration;

import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;

/** Writes a configuration as text that loads to the same configuration. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /**
   * All settings, defaults included, as HOCON: one line {@code key = value} each, in the order of
   * the reference, so that two configurations compare line by line.
   */
  public static String render(ExperimentConfiguration configuration) {
    return Settings.all().stream()
        .map(setting -> setting.key() + " = " + write(setting, configuration) + "\n")
        .collect(Collectors.joining());
  }

  private static String write(SettingDefinition setting, Record configuration) {
    try {
      for (RecordComponent component : configuration.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(configuration);
        if (setting.owner() == configuration.getClass()
            && setting.component().equals(component.getName())) {
          return setting.type().write(value);
        }
        if (value instanceof Record section && setting.owner() == section.getClass()) {
          return write(setting, section);
        }
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new IllegalStateException(setting.key() + " has no component");
  }
}
