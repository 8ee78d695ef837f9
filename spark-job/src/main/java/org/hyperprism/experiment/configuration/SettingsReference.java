package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.SettingDefinition;

/** The reference of all settings, for people. */
public final class SettingsReference {

  private SettingsReference() {}

  /** A Markdown table: key, default, legal values, and what the setting does. */
  public static String markdown() {
    StringBuilder table = new StringBuilder("| key | default | legal values | meaning |\n");
    table.append("|---|---|---|---|\n");
    for (SettingDefinition setting : Settings.all()) {
      table.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  standards(setting).replace("\"", ""),
                  setting.type().description(),
                  setting.documentation())
              .replace(System.lineSeparator(), "\n"));
    }
    return table.toString();
  }

  private static String standards(SettingDefinition setting) {
    String standard = "`" + setting.standard() + "`";
    return setting.paper().equals(setting.standard())
        ? standard
        : standard + ", preset paper: `" + setting.paper() + "`";
  }
}
