package org.hyperprism.sweep.tuning;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingReader;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.sweep.SweepLoader;
import org.hyperprism.sweep.axis.Draw;
import org.hyperprism.sweep.axis.RandomSettings;
import org.hyperprism.sweep.axis.SweptSetting;
import org.hyperprism.sweep.axis.SweptSettingReader;
import org.jspecify.annotations.Nullable;

/**
 * Loads a search for settings: a configuration with a section {@code tune}, which names settings of
 * methods with the values to try.
 *
 * <pre>{@code
 * methods = [hyperprism, dpsgd]
 * data.validation = 0.1
 * evaluate.on = validation
 * tune {
 *   learningRate = [0.1, 0.3, 1, 3]   # of every method
 *   hyperprism.p = [3, 9]             # and of one method more
 *   seeds = [11, 12, 13]
 * }
 * }</pre>
 *
 * <p>These are 4 x 2 candidates of HyperPrism and 4 of D-PSGD, each with three seeds. A section
 * {@code sweep} of the file is what is to be run with the settings found, and is left out.
 */
public final class TuningLoader {

  private static final String SECTION = ConfigurationLoader.TUNE;
  private static final String RATE = "learningRate";
  private static final String HALVING = "halving";

  /** What the section holds besides settings of methods, the most natural first. */
  private static final List<String> OWN =
      List.of(RATE, "seeds", "criterion", "widen", HALVING, RandomSettings.KEY);

  /** The settings of the section itself. */
  private static final SettingSchema<TuningSettings.File> SCHEMA =
      SettingSchema.of(TuningSettings.File.class);

  private final List<String> overrides;
  private final Set<Problem> problems = new LinkedHashSet<>();

  /** The learning rate of every method, if that is drawn. */
  private final List<SweptSetting> drawnRate = new ArrayList<>();

  private TuningLoader(List<String> overrides) {
    this.overrides = overrides;
  }

  /** The settings of the section itself as a Markdown table. */
  static SettingSchema<TuningSettings.File> schema() {
    return SCHEMA;
  }

  /**
   * Loads and checks every candidate.
   *
   * @param file a HOCON file with a section {@code tune}
   * @param overrides {@code key=value} each, as in {@link ConfigurationLoader#load}
   * @throws ConfigurationException with all problems, by line; or if devices would be evaluated on
   *     the test set
   */
  public static TuningConfiguration load(Path file, List<String> overrides) {
    return new TuningLoader(overrides).load(file);
  }

  private TuningConfiguration load(Path file) {
    Config layers =
        ConfigurationLoader.parseOverrides(overrides)
            .withFallback(ConfigurationLoader.parseFile(file))
            .withoutPath(SweepLoader.SECTION);
    Config merged = ConfigurationLoader.resolve(layers);
    if (!(merged.root().get(SECTION) instanceof ConfigObject section)) {
      throw new ConfigurationException(
          file
              + " has no section tune, such as tune { learningRate = [0.1, 0.3, 1] }; 'hyperprism"
              + " run' runs a single experiment");
    }
    Config base = merged.withoutPath(SECTION);
    Optional<TuningSettings> settings = ownSettings(section);
    Optional<ExperimentConfiguration> experiment =
        ConfigurationLoader.reader(base).readInto(problems);
    if (settings.isEmpty() || experiment.isEmpty()) {
      throw Problem.report(List.copyOf(problems));
    }
    refuseTheTestSet(experiment.get());
    List<SweptSetting> tuned = tuned(section, experiment.get().methods());
    List<TuningGrid> grids = grids(experiment.get().methods(), tuned, settings.get());
    checkDraws(section, grids, settings.get());
    checkCandidates(section, grids, settings.get());
    HalvingSettings halving = settings.get().halving();
    if (halving.isOn()) {
      checkHalving(section, halving, experiment.get());
      base = evaluatedAtRungs(base, halving, experiment.get());
    }
    if (problems.isEmpty() && grids.isEmpty()) {
      problems.add(
          Problem.at(
              section.origin(),
              "tune names no settings, expected some with the values to try, such as tune {"
                  + " learningRate = [0.1, 0.3, 1] }"));
    }
    refuseTunedOverrides(grids);
    if (!problems.isEmpty()) {
      throw Problem.report(List.copyOf(problems));
    }
    TuningConfiguration tuning =
        new TuningConfiguration(base, grids, settings.get(), experiment.get().rounds());
    tuning.sweep(); // reports all candidates that are not legal
    return tuning;
  }

  private Optional<TuningSettings> ownSettings(ConfigObject section) {
    @Nullable ConfigValue rate = section.get(RATE);
    ConfigObject values = rate != null && isDrawn(rate) ? section.withoutKey(RATE) : section;
    return new SettingReader<>(SCHEMA, SweptSettingReader.only(OWN, SECTION, values))
        .readInto(problems)
        .map(TuningSettings.File::tune);
  }

  private static void refuseTheTestSet(ExperimentConfiguration experiment) {
    if (experiment.evaluate().on() != EvaluatedOn.VALIDATION) {
      throw new ConfigurationException(
          "tune: evaluate.on is test, and settings chosen by the test set are too good on it; expected evaluate.on = validation, with data.validation = 0.1 or another share");
    }
  }

  /** The settings of methods in the section, with their values. */
  private List<SweptSetting> tuned(ConfigObject section, List<String> methods) {
    SweptSettingReader reader = new SweptSettingReader(SECTION, OWN, problems);
    @Nullable ConfigValue rate = section.get(RATE);
    if (rate != null && isDrawn(rate)) {
      reader.axis(RATE, rate).ifPresent(drawnRate::add);
    }
    List<SweptSetting> tuned = reader.read(section);
    List<SweptSetting> all = new ArrayList<>(tuned);
    all.addAll(drawnRate);
    for (SweptSetting setting : all) {
      if (!setting.condition().settings().isEmpty()) {
        problems.add(
            Problem.at(
                setting.origin(),
                "tune.%s.where: candidates have all settings of their method, expected no condition"
                    .formatted(setting.key())));
      }
    }
    for (SweptSetting setting : tuned) {
      String method = methodOf(setting.key());
      if (!methods.contains(method)) {
        problems.add(
            Problem.at(
                setting.origin(),
                "tune.%s is no setting of a method that runs, expected one of %s, or learningRate for all of them"
                    .formatted(
                        setting.key(),
                        String.join(
                            " or ", methods.stream().map(name -> "tune." + name).toList()))));
      }
    }
    return tuned;
  }

  private List<TuningGrid> grids(
      List<String> methods, List<SweptSetting> tuned, TuningSettings settings) {
    List<TuningGrid> grids = new ArrayList<>();
    for (String method : methods) {
      Map<String, TuningAxis> axes = new LinkedHashMap<>();
      String rate = method + "." + RATE;
      if (!settings.learningRate().isEmpty()) {
        axes.put(
            rate,
            new TuningAxis(
                rate, settings.learningRate().stream().map(TuningAxis::numberOf).toList()));
      }
      // All methods with the same rates, as from a list.
      drawnRate.forEach(drawn -> axes.put(rate, new TuningAxis(rate, List.of(), RATE)));
      for (SweptSetting setting : tuned) {
        if (methodOf(setting.key()).equals(method)) {
          boolean drawn = setting.distribution().isPresent();
          axes.put(
              setting.key(),
              new TuningAxis(setting.key(), setting.values(), drawn ? setting.key() : ""));
        }
      }
      if (!axes.isEmpty()) {
        List<SweptSetting> drawn = new ArrayList<>(tuned);
        drawn.addAll(drawnRate);
        drawn.removeIf(
            setting ->
                axes.values().stream().noneMatch(axis -> axis.drawnAs().equals(setting.key())));
        grids.add(
            new TuningGrid(
                method,
                List.copyOf(axes.values()),
                Draw.of(drawn, settings.random().cells(), settings.random().seed())));
      }
    }
    return grids;
  }

  private void checkDraws(ConfigObject section, List<TuningGrid> grids, TuningSettings settings) {
    OptionalInt fewest =
        grids.stream()
            .map(TuningGrid::draws)
            .filter(draws -> !draws.get(0).isNone())
            .mapToInt(List::size)
            .min();
    settings
        .random()
        .check(SECTION, section, fewest, "tune.learningRate { logUniform = [0.01, 1] }", problems);
  }

  /** Before any is made. */
  private void checkCandidates(
      ConfigObject section, List<TuningGrid> grids, TuningSettings settings) {
    double runs = 0;
    for (TuningGrid grid : grids) {
      double candidates = grid.draws().size();
      for (TuningAxis axis : grid.axes()) {
        candidates *= Math.max(1, axis.values().size());
      }
      runs += candidates * settings.seeds().size();
    }
    if (runs > SweepLoader.MOST_CELLS) {
      throw Problem.report(
          List.of(
              Problem.at(
                  section.origin(),
                  "tune describes %.0f experiments, expected at most %d: fewer values or seeds, or several searches"
                      .formatted(runs, SweepLoader.MOST_CELLS))));
    }
  }

  private void checkHalving(
      ConfigObject section, HalvingSettings halving, ExperimentConfiguration experiment) {
    ConfigOrigin origin = section.getOrDefault(HALVING, section).origin();
    if (halving.after() >= experiment.rounds()) {
      problems.add(
          Problem.at(
              origin,
              "tune.halving.after is %d, expected fewer than the %d rounds of a run"
                  .formatted(halving.after(), experiment.rounds())));
    }
    if (experiment.engine().mode() == RunMode.SWEEP) {
      problems.add(
          Problem.at(
              origin,
              "engine.mode is sweep, whose runs keep no checkpoints to go on from; expected auto, local or distributed with tune.halving"));
    }
  }

  /** The devices are evaluated when candidates are compared, whenever else they are. */
  private static Config evaluatedAtRungs(
      Config base, HalvingSettings halving, ExperimentConfiguration experiment) {
    List<Integer> rungs = halving.rungs(experiment.rounds());
    List<Integer> evaluated = new ArrayList<>();
    for (int round = 1; round <= experiment.rounds(); round++) {
      if (rungs.contains(round) || experiment.evaluate().isDue(round, experiment.rounds())) {
        evaluated.add(round);
      }
    }
    return base.withValue("evaluate.rounds", ConfigValueFactory.fromIterable(evaluated));
  }

  /** Whether the learning rates of all methods are drawn, and are no list. */
  private static boolean isDrawn(ConfigValue rate) {
    return rate instanceof ConfigObject;
  }

  /** What is tuned has its values from there alone. */
  private void refuseTunedOverrides(List<TuningGrid> grids) {
    Map<String, String> tuned = new LinkedHashMap<>();
    tuned.put("seed", "tune.seeds");
    for (TuningGrid grid : grids) {
      grid.axes().forEach(axis -> tuned.put(axis.key(), "tune." + axis.key()));
    }
    for (String override : overrides) {
      String key = override.substring(0, Math.max(0, override.indexOf('='))).strip();
      String instead = tuned.get(key);
      if (instead != null) {
        problems.add(
            new Problem(
                "",
                -1,
                "--set " + override,
                "%s is tuned, so it cannot be set here; change %s instead"
                    .formatted(key, instead)));
      }
    }
  }

  private static String methodOf(String key) {
    return key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
  }
}
