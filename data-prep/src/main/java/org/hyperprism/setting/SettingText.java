package org.hyperprism.setting;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Settings as text: their reference for people, and their values as HOCON. */
public final class SettingText {

  private SettingText() {}

  /** A Markdown table: key, default, legal values, and what the setting does. */
  public static String reference(SettingSchema<?> schema) {
    StringBuilder table = new StringBuilder("| key | default | legal values | meaning |\n");
    table.append("|---|---|---|---|\n");
    for (SettingDefinition setting : schema.settings().values()) {
      table.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  defaultValues(setting).replace("\"", ""),
                  setting.type().description(),
                  setting.documentation())
              .replace(System.lineSeparator(), "\n"));
    }
    return table.toString();
  }

  private static String defaultValues(SettingDefinition setting) {
    return setting.presets().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(preset -> ", preset %s: `%s`".formatted(preset.getKey(), preset.getValue()))
        .collect(Collectors.joining("", "`" + setting.defaultValue() + "`", ""));
  }

  /**
   * All settings of a record as HOCON that reads as the same record: one line {@code key = value}
   * each, in the order of the reference, so that two records compare line by line.
   */
  public static <R extends Record> String render(SettingSchema<R> schema, R record) {
    return render(schema, record, key -> true);
  }

  /**
   * The same of some settings.
   *
   * @param wanted which keys
   */
  public static <R extends Record> String render(
      SettingSchema<R> schema, R record, Predicate<String> wanted) {
    return schema.values(record).entrySet().stream()
        .filter(value -> wanted.test(value.getKey()))
        .map(
            value ->
                value.getKey()
                    + " = "
                    + schema.setting(value.getKey()).type().write(value.getValue())
                    + "\n")
        .collect(Collectors.joining());
  }
}
