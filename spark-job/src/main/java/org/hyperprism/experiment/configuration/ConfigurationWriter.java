package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.SettingText;

/** Writes a configuration as text that loads to the same configuration. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /**
   * All settings, defaults included, as HOCON: one line {@code key = value} each, in the order of
   * the reference, so that two configurations compare line by line.
   */
  public static String render(ExperimentConfiguration configuration) {
    return SettingText.render(ExperimentConfiguration.schema(), configuration);
  }

  /** The reference of all settings as a Markdown table. */
  public static String reference() {
    return SettingText.reference(ExperimentConfiguration.schema());
  }
}
