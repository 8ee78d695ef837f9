package org.hyperprism.sweep;

import com.typesafe.config.ConfigObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingReader;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.sweep.axis.RandomSettings;
import org.hyperprism.sweep.axis.SweptSettingReader;

/**
 * What the section {@code sweep} holds besides settings with their values, and variants.
 *
 * @param random how values are drawn
 * @param repeats seeds of each cell, at least 1
 */
record SweepSettings(
    RandomSettings random,
    @Setting(
            defaultValue = "1",
            range = "1 to 100000",
            documentation =
                "Seeds that each combination is run with: that of the file and those that follow it;"
                    + " more than 1 cannot stand beside sweep.seed.")
        int repeats) {

  static final String REPEATS = "repeats";

  private static final SettingSchema<File> SCHEMA = SettingSchema.of(File.class);

  /** What a file with the section looks like to the reader of settings. */
  record File(SweepSettings sweep) {}

  static SettingSchema<File> schema() {
    return SCHEMA;
  }

  /** Reads them from the resolved section; what is wrong with them is added to the problems. */
  static Optional<SweepSettings> read(ConfigObject section, Collection<Problem> problems) {
    return new SettingReader<>(
            SCHEMA,
            SweptSettingReader.only(
                List.of(RandomSettings.KEY, REPEATS), SweepLoader.SECTION, section))
        .readInto(problems)
        .map(File::sweep);
  }
}
