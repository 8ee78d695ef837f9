package org.hyperprism.experiment;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.algorithm.MethodName;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.partition.LabelDistributionPicture;
import org.hyperprism.partition.PartitionSummary;

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

  /** Runs or resumes the experiment; returns its summary. */
  public Summary run() {
    try {
      return runInSharedSession();
    } finally {
      SparkSessions.close();
    }
  }

  /** Like {@link #run}, but leaves the Spark session open for another experiment. */
  public Summary runInSharedSession() {
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
    Preparation preparation = Preparation.of(configuration);
    if (options.resume()) {
      checkSameModel(directory, preparation.model());
    }
    SparkSession session = SparkSessions.open();
    directory.claim(options.resume());
    return run(directory, resolved, preparation, session);
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

  private Summary run(
      RunDirectory directory, String resolved, Preparation preparation, SparkSession session) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Map<String, String> environment = Environment.describe(spark, preparation.backend());
    boolean done = false;
    try {
      directory.write(RunDirectory.CONFIGURATION, resolved);
      if (preparation.model() instanceof ImportedModel imported) {
        directory.write(RunDirectory.MODEL, imported.configuration());
      }
      directory.write(RunDirectory.ENVIRONMENT, Summary.toJson(environment));
      writePartition(directory, preparation);
      ResultTables tables = new ResultTables(directory);
      MethodRun methodRun =
          new MethodRun(
              configuration, preparation, spark, directory, options.resume(), tables, observer);
      if (options.resume()) {
        tables.takeUp(latestCheckpoints(methodRun));
      }
      observer.started(describe(preparation, environment));
      Map<MethodName, String> checksums = new LinkedHashMap<>();
      for (MethodName method : configuration.methods()) {
        checksums.put(method, methodRun.run(method));
      }
      tables.writeAll(session);
      Summary summary =
          Summary.of(tables.metrics(), configuration.devices(), configuration.rounds(), checksums);
      writeComparison(directory, preparation, tables, summary);
      directory.write(
          RunDirectory.SUMMARY, summary.json(configuration.seed(), environment, resolved));
      configuration.methods().forEach(method -> methodRun.checkpoints(method).clear());
      directory.delete(RunDirectory.CHECKPOINTS);
      done = true;
      observer.finished(summary, directory.toString());
      return summary;
    } finally {
      if (!done) {
        directory.abandon();
      }
    }
  }

  private void writePartition(RunDirectory directory, Preparation preparation) {
    PartitionSummary summary = preparation.partitionSummary();
    directory.write(RunDirectory.PARTITION, summary.toCsv());
    String title =
        "%s over %d devices, seed %d"
            .formatted(preparation.dataset().name(), configuration.devices(), configuration.seed());
    new RunPictures(directory)
        .write(RunDirectory.PARTITION_PICTURE, () -> LabelDistributionPicture.png(summary, title));
  }

  private void writeComparison(
      RunDirectory directory, Preparation preparation, ResultTables tables, Summary summary) {
    directory.write(RunDirectory.COMPARISON, ComparisonTable.markdown(summary));
    String title =
        "%s on %s, %d devices, seed %d"
            .formatted(
                preparation.model().name(),
                preparation.dataset().name(),
                configuration.devices(),
                configuration.seed());
    new RunPictures(directory).writeCurves(tables, configuration.methods(), title);
  }

  private Map<MethodName, Integer> latestCheckpoints(MethodRun methodRun) {
    Map<MethodName, Integer> latest = new EnumMap<>(MethodName.class);
    for (MethodName method : configuration.methods()) {
      methodRun.checkpoints(method).latestRound().ifPresent(round -> latest.put(method, round));
    }
    return latest;
  }

  /** A run may be resumed under another engine, but not as another experiment. */
  private static void checkSameExperiment(RunDirectory directory, String resolved) {
    List<String> before = results(directory.read(RunDirectory.CONFIGURATION).orElse(""));
    List<String> now = results(resolved);
    for (String line : now) {
      if (!before.contains(line)) {
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

  private static String counterpart(List<String> before, String line) {
    String key = line.substring(0, line.indexOf('=') + 1);
    return before.stream().filter(other -> other.startsWith(key)).findFirst().orElse("not set");
  }

  private String describe(Preparation preparation, Map<String, String> environment) {
    return "%s on %s: %d devices, %d parameters, %d training and %d test samples; Spark %s, %s%n%s"
        .formatted(
            preparation.model().name(),
            preparation.dataset().name(),
            configuration.devices(),
            preparation.model().layout().parameters(),
            preparation.dataset().train().count(),
            preparation.dataset().test().count(),
            environment.get("spark"),
            environment.get("spark_master"),
            environment.get("backend"));
  }
}
