package org.hyperprism.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.WarmUp;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;

/**
 * Runs an experiment into a run directory: {@code resolved.conf}, {@code environment.json}, {@code
 * partition.csv} and its picture, {@code metrics.csv}, {@code devices.csv} and {@code
 * exponents.csv} with Parquet copies, {@code comparison.md} and curves, {@code summary.json}.
 *
 * <p>Everything that can be wrong with the input is found before the run directory is touched.
 */
public final class Experiment {

  private final ExperimentConfiguration configuration;
  private final RunOptions options;
  private final RunObserver observer;

  public Experiment(
      ExperimentConfiguration configuration, RunOptions options, RunObserver observer) {
    this.configuration = configuration;
    this.options = options;
    this.observer = observer;
  }

  /** Runs or resumes the experiment; returns its summary. Stops the Spark session if it is ours. */
  public Summary run() {
    try {
      return runInSharedSession();
    } finally {
      SparkSessions.close();
    }
  }

  /** Like {@link #run}, but leaves the Spark session open for another experiment. */
  public Summary runInSharedSession() {
    return runInSharedSession(FinalModels.forgotten()).summary();
  }

  /**
   * The same with all that came out.
   *
   * @param models receives the models that the devices end with
   */
  public ExperimentResult runInSharedSession(FinalModels models) {
    ModeChoice.refuseSweep(configuration.engine().mode());
    String out = options.directory();
    RunDirectory directory = RunDirectory.locate(out, options, new Configuration());
    String resolved = ConfigurationWriter.render(configuration);
    if (options.resume()) {
      checkSameExperiment(directory, resolved);
      if (directory.read(RunDirectory.SUMMARY).isPresent()) {
        throw new ConfigurationException(
            "--resume: the run in %s is complete, there is nothing to resume; its results are in %s"
                .formatted(directory, RunDirectory.SUMMARY));
      }
    }
    ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);
    if (options.resume()) {
      checkSameModel(directory, preparation.model());
    }
    JavaSparkContext spark = start(preparation);
    ModeChoice choice = ModeChoice.of(configuration, inputs, spark);
    directory.claim(options.resume());
    return run(directory, inputs, preparation, spark, choice, models);
  }

  /** Starts Spark, unless it is there, and beside it warms up the first method's rounds. */
  private JavaSparkContext start(Preparation preparation) {
    if (SparkSessions.isOpen()) {
      return SparkSessions.context();
    }
    Method first =
        configuration.method(configuration.methods().get(0), preparation.model().layout());
    RoundDefinition definition = MethodRun.definition(configuration, preparation, first);
    try (WarmUp warmUp = WarmUp.begin(definition, preparation.dataset().train())) {
      return SparkSessions.context();
    }
  }

  /**
   * The summary that the run directory holds; empty if the experiment is not complete there.
   *
   * @throws ConfigurationException if another experiment was begun there
   */
  public static Optional<Summary> completed(ExperimentConfiguration configuration, String out) {
    RunOptions anyRun = new RunOptions(Optional.of(out), true, false);
    RunDirectory directory = RunDirectory.locate(out, anyRun, new Configuration());
    if (directory.read(RunDirectory.CONFIGURATION).isPresent()) {
      checkSameExperiment(directory, ConfigurationWriter.render(configuration));
    }
    return directory
        .read(RunDirectory.SUMMARY)
        .map(json -> Summary.parse(json, directory.uri(RunDirectory.SUMMARY)));
  }

  /** Whether an experiment was begun in the directory. */
  public static boolean isBegun(String out) {
    RunOptions anyRun = new RunOptions(Optional.of(out), true, false);
    return RunDirectory.locate(out, anyRun, new Configuration())
        .read(RunDirectory.CONFIGURATION)
        .isPresent();
  }

  private ExperimentResult run(
      RunDirectory directory,
      ExperimentInputs inputs,
      Preparation preparation,
      JavaSparkContext spark,
      ModeChoice choice,
      FinalModels models) {
    Map<String, String> environment = Environment.describe(spark, preparation.backend(), choice);
    RunFiles files = new RunFiles(directory, configuration, inputs, environment);
    boolean done = false;
    try {
      files.begin(preparation.partitionSummary());
      ResultTables tables = new ResultTables();
      DirectoryRunContext context =
          new DirectoryRunContext(
              configuration.engine(),
              choice.mode(),
              preparation,
              spark,
              models,
              directory,
              options.resume());
      if (options.resume()) {
        tables.takeUp(directory, latestCheckpoints(context));
      }
      observer.started(preparation.describe(environment, choice));
      Map<String, String> checksums = new LinkedHashMap<>();
      MethodRun.all(configuration, preparation, context, tables, observer, checksums);
      Summary summary = files.finish(tables, checksums);
      configuration.methods().forEach(method -> context.checkpoints(method).clear());
      directory.delete(RunDirectory.CHECKPOINTS);
      done = true;
      observer.finished(summary, directory.toString());
      return new ExperimentResult(
          configuration, inputs, preparation.partitionSummary(), tables, summary, models);
    } finally {
      if (!done) {
        models.close();
        directory.abandon();
      }
    }
  }

  private Map<String, Integer> latestCheckpoints(DirectoryRunContext context) {
    Map<String, Integer> latest = new LinkedHashMap<>();
    for (String method : configuration.methods()) {
      context.checkpoints(method).latestRound().ifPresent(round -> latest.put(method, round));
    }
    return latest;
  }

  /** A run may be resumed under another engine, but not as another experiment. */
  private static void checkSameExperiment(RunDirectory directory, String resolved) {
    List<String> before = results(directory.read(RunDirectory.CONFIGURATION).orElse(""));
    List<String> now = results(resolved);
    // A setting that came after the run, with a newer version say, changes nothing by its default.
    List<String> defaults = ConfigurationWriter.defaults();
    for (String line : now) {
      boolean isNew = before.stream().noneMatch(other -> other.startsWith(key(line)));
      if (!before.contains(line) && !(isNew && defaults.contains(line))) {
        throw new ConfigurationException(
            "--resume: the run in %s was begun with other settings: now '%s', then '%s'; give the"
                    .formatted(directory, line, counterpart(before, line))
                + " settings it was begun with, or --overwrite to start again");
      }
    }
  }

  /** The file may have changed although its name did not. */
  private static void checkSameModel(RunDirectory directory, ModelDefinition model) {
    Optional<String> before = directory.read(RunDirectory.MODEL);
    if (model instanceof ImportedModel imported
        && before.isPresent()
        && !before.get().strip().equals(imported.configuration().strip())) {
      throw new ConfigurationException(
          "--resume: the run in %s was begun with another network in %s: it is kept as %s; give that one, or --overwrite to start again"
              .formatted(directory, model.name(), directory.uri(RunDirectory.MODEL)));
    }
  }

  private static List<String> results(String resolved) {
    return resolved
        .lines()
        .filter(line -> !line.startsWith("engine.") && !line.startsWith("data.cache"))
        .toList();
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf('=') + 1);
  }

  private static String counterpart(List<String> before, String line) {
    String key = key(line);
    return before.stream().filter(other -> other.startsWith(key)).findFirst().orElse("not set");
  }
}
