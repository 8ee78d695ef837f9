package org.hyperprism.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.sweep.axis.Draw;
import org.hyperprism.sweep.axis.SweptSetting;
import org.jspecify.annotations.Nullable;

/**
 * Loads the experiments of a sweep: a configuration with a section {@code sweep}, which names
 * settings with the list of values that each takes, and, if it likes, variants that set several
 * settings at once.
 *
 * <pre>{@code
 * rounds = 100
 * sweep {
 *   variants = [
 *     { name = lr-mnist, model = lr, data.name = mnist }
 *     { name = cnn-cifar-10, model = cnn, data.name = cifar-10 }
 *   ]
 *   partition.alpha = [0.1, 1, 10]
 *   seed = [1, 2, 3]
 * }
 * }</pre>
 *
 * <p>These are 2 x 3 x 3 experiments, or cells. A variant wins over the rest of the file, an
 * override wins over the variant, and {@code sweep.seed=[4,5]} overrides what is swept.
 *
 * <p>In place of a list stands what values are drawn from; and a setting may be swept only where
 * others have some value:
 *
 * <pre>{@code
 * sweep {
 *   random { cells = 20, seed = 1 }
 *   partition.kind = [iid, dirichlet]
 *   partition.alpha { logUniform = [0.1, 10], where { partition.kind = dirichlet } }
 *   repeats = 3
 * }
 * }</pre>
 *
 * <p>These are 20 draws x 2 x 3 experiments.
 */
public final class SweepLoader {

  public static final String SECTION = ConfigurationLoader.SWEEP;

  /** Of a cell's name, which others follow or precede in the names of its files. */
  private static final int MOST_LETTERS = 150;

  /** Each is held in memory; more would take weeks. */
  public static final int MOST_CELLS = 100_000;

  private static final String SEED = "seed";

  /** The name of a cell in which no condition holds. */
  private static final String UNCHANGED = "unchanged";

  /** The value of a setting where its condition does not hold. */
  static final String NOT_SWEPT = "";

  private final Config file;
  private final List<String> overrides;
  private final Set<Problem> problems = new LinkedHashSet<>();

  private SweepLoader(Config file, List<String> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  /**
   * Loads and checks every experiment of a sweep.
   *
   * @param file a HOCON file with a section {@code sweep}
   * @param overrides {@code key=value} each, as in {@link ConfigurationLoader#load}
   * @throws ConfigurationException with all problems of the section and of all experiments, by line
   */
  public static SweepConfiguration load(Path file, List<String> overrides) {
    return new SweepLoader(ConfigurationLoader.parseFile(file), overrides).load(file);
  }

  /** The same of a configuration that is in memory and has the section. */
  public static SweepConfiguration load(Config whole) {
    return new SweepLoader(whole, List.of()).load(Path.of(SECTION));
  }

  private SweepConfiguration load(Path path) {
    Config overriding = ConfigurationLoader.parseOverrides(overrides);
    Config merged = ConfigurationLoader.resolve(overriding.withFallback(file));
    ConfigurationLoader.refuse(
        ConfigurationLoader.TUNE, merged, "a search for settings, and a sweep");
    if (!(merged.root().get(SECTION) instanceof ConfigObject section)) {
      throw new ConfigurationException(
          path
              + " has no section sweep, such as sweep { seed = [1, 2, 3] }; 'hyperprism run' runs a"
              + " single experiment");
    }
    SweepSection sweep = SweepSection.read(section, problems);
    if (problems.isEmpty()) {
      refuseTooMany(sweep, section);
    }
    refuseDoubleSettings(sweep);
    List<SweptSetting> settings = new ArrayList<>(sweep.settings());
    if (sweep.repeats() > 1) {
      refuseDoubleSeeds(sweep);
      settings.add(seeds(merged, sweep.repeats(), section));
    }
    List<SweepCell> cells = new ArrayList<>();
    if (problems.isEmpty()) {
      for (SweepVariant variant : sweep.variants()) {
        Config layers = overriding.withFallback(variant.layer()).withFallback(file);
        for (Draw draw : sweep.draws()) {
          addCells(new Place(variant, draw, settings), layers, new ArrayList<>(), cells);
        }
      }
      refuseEqualNames(cells, section);
    }
    if (!problems.isEmpty()) {
      throw Problem.report(List.copyOf(problems));
    }
    return new SweepConfiguration(
        settings.stream().map(SweptSetting::key).toList(),
        cells,
        merged
            .root()
            .render(
                ConfigRenderOptions.defaults()
                    .setOriginComments(false)
                    .setComments(false)
                    .setJson(false)));
  }

  /** Where in the sweep cells are: all that one variant and one draw have in common. */
  private record Place(SweepVariant variant, Draw draw, List<SweptSetting> settings) {}

  /** The seeds of repetitions, as a setting that is swept. */
  private SweptSetting seeds(Config merged, int repeats, ConfigObject section) {
    SettingDefinition seed = ExperimentConfiguration.schema().setting(SEED);
    ConfigValue first =
        merged
            .root()
            .getOrDefault(
                SEED,
                ConfigValueFactory.fromAnyRef(ExperimentConfiguration.schema().defaults().seed()));
    List<ConfigValue> values = new ArrayList<>();
    try {
      Object number = seed.type().read(first);
      for (int i = 0; i < repeats; i++) {
        values.add(ConfigValueFactory.fromAnyRef((Long) number + i));
      }
    } catch (IllegalValueException refused) {
      problems.add(
          Problem.at(
              first.origin(), seed.refusal(first.render(ConfigRenderOptions.concise()), refused)));
    }
    return SweptSetting.of(SEED, values, section.origin());
  }

  private void refuseDoubleSeeds(SweepSection sweep) {
    String repeats = "sweep.repeats is %d, so ".formatted(sweep.repeats());
    for (SweptSetting swept : sweep.settings()) {
      if (swept.key().equals(SEED)) {
        problems.add(
            Problem.at(
                swept.origin(), repeats + "sweep.seed cannot be there too; leave one of them out"));
      }
    }
    for (SweepVariant variant : sweep.variants()) {
      if (variant.layer().hasPath(SEED)) {
        problems.add(
            Problem.at(
                variant.layer().getValue(SEED).origin(),
                repeats + "a variant cannot set seed; seeds follow that of the file"));
      }
    }
  }

  /** Adds the cells of all combinations of the settings from the chosen ones on. */
  private void addCells(Place place, Config layers, List<String> chosen, List<SweepCell> cells) {
    List<SweptSetting> settings = place.settings();
    if (chosen.size() == settings.size()) {
      Config resolved = ConfigurationLoader.resolve(layers).withoutPath(SECTION);
      ConfigurationLoader.reader(resolved)
          .readInto(problems)
          .ifPresent(
              configuration ->
                  cells.add(
                      new SweepCell(
                          cellName(place, chosen), place.variant().name(), chosen, configuration)));
      return;
    }
    SweptSetting next = settings.get(chosen.size());
    if (!next.condition().settings().isEmpty()
        && !next.condition().holds(ConfigurationLoader.resolve(layers).withoutPath(SECTION))) {
      addCells(place, layers, extended(chosen, NOT_SWEPT), cells);
      return;
    }
    @Nullable ConfigValue drawn = place.draw().values().get(next.key());
    for (ConfigValue value : drawn == null ? next.values() : List.of(drawn)) {
      addCells(
          place,
          next.layer(value).withFallback(layers),
          extended(chosen, SweptSetting.text(value)),
          cells);
    }
  }

  private static List<String> extended(List<String> chosen, String value) {
    List<String> extended = new ArrayList<>(chosen);
    extended.add(value);
    return extended;
  }

  /** Such as {@code lr-mnist_alpha-0.1_seed-1}, or {@code draw-3_alpha-0.1274_seed-1}. */
  private static String cellName(Place place, List<String> values) {
    List<SweptSetting> settings = place.settings();
    Map<String, Integer> words = new HashMap<>();
    settings.forEach(setting -> words.merge(setting.lastWord(), 1, Integer::sum));
    List<String> parts = new ArrayList<>(place.variant().name().stream().toList());
    if (!place.draw().isNone()) {
      parts.add("draw-" + place.draw().number());
    }
    for (int i = 0; i < settings.size(); i++) {
      SweptSetting setting = settings.get(i);
      if (values.get(i).equals(NOT_SWEPT)) {
        continue;
      }
      boolean clear = Integer.valueOf(1).equals(words.get(setting.lastWord()));
      parts.add((clear ? setting.lastWord() : setting.key()) + "-" + values.get(i));
    }
    String name = parts.isEmpty() ? UNCHANGED : String.join("_", parts);
    return shortened(name.replaceAll("[^A-Za-z0-9._+-]+", "-"));
  }

  /** A number such as 1e300 has more digits than a name of a file has letters. */
  private static String shortened(String name) {
    if (name.length() <= MOST_LETTERS) {
      return name;
    }
    CRC32 whole = new CRC32();
    whole.update(name.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, MOST_LETTERS) + "-" + RunIdentity.hexadecimal(whole.getValue());
  }

  /** Before any is made; settings with a condition may make fewer than their values are. */
  private static void refuseTooMany(SweepSection sweep, ConfigObject section) {
    double cells = (double) sweep.variants().size() * sweep.draws().size() * sweep.repeats();
    for (SweptSetting swept : sweep.settings()) {
      boolean drawn = sweep.draws().get(0).values().containsKey(swept.key());
      boolean always = swept.condition().settings().isEmpty();
      cells *= always && !drawn ? Math.max(1, swept.values().size()) : 1;
    }
    if (cells > MOST_CELLS) {
      throw Problem.report(
          List.of(
              Problem.at(
                  section.origin(),
                  "sweep describes %.0f experiments, expected at most %d: fewer values, or several sweeps"
                      .formatted(cells, MOST_CELLS))));
    }
  }

  /** A setting that is swept has its values from there alone. */
  private void refuseDoubleSettings(SweepSection sweep) {
    for (SweptSetting swept : sweep.settings()) {
      String also = "%s is swept, so it cannot be set %s; change " + SECTION + ".%s instead";
      for (String override : overrides) {
        String key = override.substring(0, Math.max(0, override.indexOf('='))).strip();
        if ((swept.key() + ".").startsWith(key + ".")
            || (key + ".").startsWith(swept.key() + ".")) {
          problems.add(
              new Problem(
                  "", -1, "--set " + override, also.formatted(swept.key(), "here", swept.key())));
        }
      }
      for (SweepVariant variant : sweep.variants()) {
        if (variant.layer().hasPath(swept.key())) {
          problems.add(
              Problem.at(
                  variant.layer().getValue(swept.key()).origin(),
                  also.formatted(swept.key(), "by a variant", swept.key())));
        }
      }
    }
  }

  private void refuseEqualNames(List<SweepCell> cells, ConfigObject section) {
    Set<String> names = new HashSet<>();
    for (SweepCell cell : cells) {
      if (cell.name().startsWith(".")) {
        problems.add(
            Problem.at(
                section.origin(),
                "an experiment would be called %s, expected a name that does not begin with a point"
                    .formatted(cell.name())));
      }
      if (!names.add(cell.name())) {
        problems.add(
            Problem.at(
                section.origin(),
                "two experiments would be called "
                    + cell.name()
                    + ", expected values and variants that differ in letters or digits"));
      }
    }
  }
}
