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
import java.util.OptionalInt;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.sweep.axis.Draw;
import org.hyperprism.sweep.axis.RandomSettings;
import org.hyperprism.sweep.axis.SweptSetting;
import org.hyperprism.sweep.axis.SweptSettingReader;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code sweep} of a file.
 *
 * @param variants at least one
 * @param settings the swept settings as they were written
 * @param draws what is drawn for those that have distributions; at least one
 * @param repeats seeds of each combination
 */
record SweepSection(
    List<SweepVariant> variants, List<SweptSetting> settings, List<Draw> draws, int repeats) {

  private static final String VARIANTS = "variants";
  private static final String NAME = "name";
  private static final String HALVING = "halving";
  private static final List<String> OTHERS =
      List.of(VARIANTS, RandomSettings.KEY, SweepSettings.REPEATS, HALVING);

  /** Reads the resolved section; what is wrong with it is added to the problems. */
  static SweepSection read(ConfigObject section, Collection<Problem> problems) {
    List<SweptSetting> settings =
        conditionsLast(
            new SweptSettingReader(SweepLoader.SECTION, OTHERS, problems).read(section), problems);
    Optional<SweepSettings> own = SweepSettings.read(section, problems);
    refuseHalving(section, problems);
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
      if (settings.isEmpty()
          && problems.isEmpty()
          && own.map(SweepSettings::repeats).orElse(1) == 1) {
        problems.add(
            Problem.at(
                section.origin(),
                "sweep names no settings, expected some with the values they take, such as"
                    + " sweep { seed = [1, 2, 3] }"));
      }
    }
    List<Draw> draws =
        own.map(read -> draws(section, settings, read, problems))
            .orElseGet(() -> List.of(Draw.none()));
    return new SweepSection(variants, settings, draws, own.map(SweepSettings::repeats).orElse(1));
  }

  private static List<Draw> draws(
      ConfigObject section,
      List<SweptSetting> settings,
      SweepSettings own,
      Collection<Problem> problems) {
    List<Draw> draws = Draw.of(settings, own.random().cells(), own.random().seed());
    own.random()
        .check(
            SweepLoader.SECTION,
            section,
            draws.get(0).isNone() ? OptionalInt.empty() : OptionalInt.of(draws.size()),
            "sweep.train.localSteps { integer = [1, 4] }",
            problems);
    return draws;
  }

  private static void refuseHalving(ConfigObject section, Collection<Problem> problems) {
    @Nullable ConfigValue halving = section.get(HALVING);
    if (halving != null) {
      problems.add(
          Problem.at(
              halving.origin(),
              "sweep.halving: a sweep compares and stops none; 'hyperprism tune' chooses, so expected a section tune with it, such as tune { learningRate = [0.1, 1], halving.after = 20 }"));
    }
  }

  /**
   * The settings as they were written, but for those with conditions, which come after the settings
   * that these name: a condition is looked up when those have their values.
   */
  private static List<SweptSetting> conditionsLast(
      List<SweptSetting> written, Collection<Problem> problems) {
    List<SweptSetting> left = new ArrayList<>(written);
    List<SweptSetting> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<SweptSetting> next =
          left.stream()
              .filter(
                  setting ->
                      left.stream()
                          .noneMatch(other -> setting.condition().settings().contains(other.key())))
              .findFirst();
      if (next.isEmpty()) {
        problems.add(
            Problem.at(
                left.get(0).origin(),
                "sweep.%s.where names settings whose own conditions name it again, expected conditions without a circle"
                    .formatted(left.get(0).key())));
        return written;
      }
      left.remove(next.get());
      ordered.add(next.get());
    }
    return ordered;
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
