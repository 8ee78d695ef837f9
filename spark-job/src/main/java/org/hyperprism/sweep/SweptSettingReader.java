package org.hyperprism.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.NearestName;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.SettingSchema;

/** Reads the settings of a section that have lists of values there. */
final class SweptSettingReader {

  private final String section;
  private final String other;
  private final Collection<Problem> problems;
  private final List<SweptSetting> settings = new ArrayList<>();

  /**
   * @param section the section's name, for messages
   * @param other a key of the section that is no setting, for messages; it is passed over
   * @param problems receives what is wrong
   */
  SweptSettingReader(String section, String other, Collection<Problem> problems) {
    this.section = section;
    this.other = other;
    this.problems = problems;
  }

  /** The settings, in the order in which they were written. */
  List<SweptSetting> read(ConfigObject values) {
    readSettings(values, "");
    settings.sort(SweptSetting.AS_WRITTEN);
    return settings;
  }

  private void readSettings(ConfigObject values, String prefix) {
    values.forEach(
        (name, value) -> {
          String key = prefix + (name.contains(".") ? ConfigUtil.quoteString(name) : name);
          if (key.equals(other) || value.valueType() == ConfigValueType.NULL) {
            return;
          }
          if (value instanceof ConfigObject inner && schema().sections().contains(key)) {
            readSettings(inner, key + ".");
          } else if (!isSetting(key)) {
            problems.add(Problem.at(value.origin(), unknown(key)));
          } else if (value instanceof ConfigList list && !list.isEmpty()) {
            settings.add(new SweptSetting(key, list));
          } else {
            problems.add(
                Problem.at(
                    value.origin(),
                    "%s.%s is %s, expected a list of the values it takes, such as [%s]"
                        .formatted(
                            section,
                            key,
                            value.render(ConfigRenderOptions.concise()),
                            example(key))));
          }
        });
  }

  private static boolean isSetting(String key) {
    return schema().shorthands().containsKey(key) || schema().settings().containsKey(key);
  }

  private String unknown(String key) {
    List<String> names = new ArrayList<>(List.of(other));
    names.addAll(schema().settings().keySet());
    names.addAll(schema().sections());
    String meant =
        NearestName.of(key, names)
            .map(name -> "did you mean %s.%s? ".formatted(section, name))
            .orElse("");
    return "%s.%s names no setting; %s'hyperprism config' lists them all"
            .formatted(section, key, meant)
        + (section.equals(SweepLoader.SECTION) ? ", and sweep.variants sets several at once" : "");
  }

  private static String example(String key) {
    SettingDefinition setting = schema().settings().get(key);
    return setting == null ? "1, 3" : setting.defaultValue();
  }

  private static SettingSchema<ExperimentConfiguration> schema() {
    return ExperimentConfiguration.schema();
  }
}
