package org.hyperprism.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.setting.Problem;

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
 */
public final class SweepLoader {

  public static final String SECTION = ConfigurationLoader.SWEEP;

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
  static SweepConfiguration load(Config whole) {
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
    refuseDoubleSettings(sweep);
    List<SweepCell> cells = new ArrayList<>();
    if (problems.isEmpty()) {
      for (SweepVariant variant : sweep.variants()) {
        Config layers = overriding.withFallback(variant.layer()).withFallback(file);
        addCells(variant, sweep.settings(), layers, new ArrayList<>(), cells);
      }
      refuseEqualNames(cells, section);
    }
    if (!problems.isEmpty()) {
      throw Problem.report(List.copyOf(problems));
    }
    return new SweepConfiguration(
        sweep.settings().stream().map(SweptSetting::key).toList(),
        cells,
        merged
            .root()
            .render(
                ConfigRenderOptions.defaults()
                    .setOriginComments(false)
                    .setComments(false)
                    .setJson(false)));
  }

  /** Adds the cells of all combinations of the settings from the chosen ones on. */
  private void addCells(
      SweepVariant variant,
      List<SweptSetting> settings,
      Config layers,
      List<String> chosen,
      List<SweepCell> cells) {
    if (chosen.size() == settings.size()) {
      Config resolved = ConfigurationLoader.resolve(layers).withoutPath(SECTION);
      ConfigurationLoader.reader(resolved)
          .readInto(problems)
          .ifPresent(
              configuration ->
                  cells.add(
                      new SweepCell(
                          cellName(variant, settings, chosen),
                          variant.name(),
                          chosen,
                          configuration)));
      return;
    }
    SweptSetting next = settings.get(chosen.size());
    for (ConfigValue value : next.values()) {
      List<String> extended = new ArrayList<>(chosen);
      extended.add(SweptSetting.text(value));
      addCells(variant, settings, next.layer(value).withFallback(layers), extended, cells);
    }
  }

  /** Such as {@code lr-mnist_alpha-0.1_seed-1}. */
  private static String cellName(
      SweepVariant variant, List<SweptSetting> settings, List<String> values) {
    Map<String, Integer> words = new HashMap<>();
    settings.forEach(setting -> words.merge(setting.lastWord(), 1, Integer::sum));
    List<String> parts = new ArrayList<>(variant.name().stream().toList());
    for (int i = 0; i < settings.size(); i++) {
      SweptSetting setting = settings.get(i);
      boolean clear = Integer.valueOf(1).equals(words.get(setting.lastWord()));
      parts.add((clear ? setting.lastWord() : setting.key()) + "-" + values.get(i));
    }
    return String.join("_", parts).replaceAll("[^A-Za-z0-9._+-]+", "-");
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
