package org.hyperprism.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingSchema;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code sweep} of a file.
 *
 * @param variants at least one
 * @param settings the swept settings as they were written
 */
record SweepSection(List<SweepVariant> variants, List<SweptSetting> settings) {

  private static final String VARIANTS = "variants";
  private static final String NAME = "name";

  /** Reads the resolved section; what is wrong with it is added to the problems. */
  static SweepSection read(ConfigObject section, Collection<Problem> problems) {
    List<SweptSetting> settings =
        new SweptSettingReader(SweepLoader.SECTION, VARIANTS, problems).read(section);
    List<SweepVariant> variants = new ArrayList<>();
    @Nullable ConfigValue given = section.get(VARIANTS);
    if (given instanceof ConfigList list) {
      list.forEach(variant -> readVariant(variant, variants, problems));
    } else if (given != null && given.valueType() != ConfigValueType.NULL) {
      problems.add(
          Problem.at(
              given.origin(),
              "sweep.variants is "
                  + render(given)
                  + ", expected a list, such as [{ name = small, devices = 10 }]"));
    }
    if (variants.isEmpty()) {
      variants.add(SweepVariant.only());
      if (settings.isEmpty() && problems.isEmpty()) {
        problems.add(
            Problem.at(
                section.origin(),
                "sweep names no settings, expected some with the values they take, such as"
                    + " sweep { seed = [1, 2, 3] }"));
      }
    }
    return new SweepSection(variants, settings);
  }

  private static void readVariant(
      ConfigValue given, List<SweepVariant> variants, Collection<Problem> problems) {
    @Nullable ConfigValue name = given instanceof ConfigObject variant ? variant.get(NAME) : null;
    if (!(given instanceof ConfigObject variant)
        || name == null
        || name.valueType() != ConfigValueType.STRING
        || String.valueOf(name.unwrapped()).isBlank()) {
      problems.add(
          Problem.at(
              given.origin(),
              "a variant is "
                  + render(given)
                  + ", expected settings and a name, such as { name = small, devices = 10 }"));
      return;
    }
    @Nullable ConfigValue sweep = variant.get(SweepLoader.SECTION);
    if (sweep != null) {
      problems.add(Problem.at(sweep.origin(), "a variant cannot hold a sweep of its own"));
    }
    variants.add(
        new SweepVariant(
            Optional.of(String.valueOf(name.unwrapped())),
            schema().expand(variant.withoutKey(NAME).toConfig())));
  }

  private static SettingSchema<ExperimentConfiguration> schema() {
    return ExperimentConfiguration.schema();
  }

  private static String render(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
