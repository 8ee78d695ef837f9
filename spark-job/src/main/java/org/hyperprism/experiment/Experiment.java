package org.hyperprism.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.WarmUp;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.failure.OneLine;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.simd.PlainRounds;
import org.hyperprism.spark.Deployment;

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
    Optional<Summary> done = doneByAnEarlierAttempt();
    return done.isPresent() ? done.get() : runInSharedSession(FinalModels.forgotten()).summary();
  }

  private Optional<Summary> doneByAnEarlierAttempt() {
    // Elsewhere nothing is tried again, and the directory need not be looked at twice.
    if (!Deployment.isInApplicationMaster()) {
      return Optional.empty();
    }
    RunDirectory located = RunDirectory.locate(options, HadoopSettings.current());
    if (!located.isOfThisApplication()) {
      return Optional.empty();
    }
    new BegunRun(located).checkSettings(ConfigurationWriter.render(configuration));
    Optional<Summary> done = summary(located);
    if (done.isPresent()) {
      // YARN takes an application without Spark for a failed one.
      SparkSessions.context();
      observer.finished(done.get(), located.toString());
    }
    return done;
  }

  /**
   * Refuses a run whose own beginning would delete what it is to read.
   *
   * @throws org.hyperprism.failure.ConfigurationException if it would
   */
  public static void requireKept(RunDirectory directory, ExperimentConfiguration configuration) {
    configuration.startFrom().ifPresent(path -> directory.requireKept("startFrom", path));
    configuration.data().path().ifPresent(path -> directory.requireKept("data.path", path));
  }

  /**
   * The same with all that came out.
   *
   * @param models receives the models that the devices end with
   */
  public ExperimentResult runInSharedSession(FinalModels models) {
    ModeChoice.refuseSweep(configuration.engine().mode());
    RunDirectory located = RunDirectory.locate(options, HadoopSettings.current());
    boolean resume = located.isResumed();
    BegunRun before = new BegunRun(located);
    if (resume) {
      before.checkSettings(ConfigurationWriter.render(configuration));
      before.checkIncomplete();
    }
    ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);
    RunIdentity begun = inputs.identity();
    if (resume) {
      before.checkModel(preparation.model());
      before.checkFiles(begun);
    }
    JavaSparkContext spark = start(preparation);
    CentralMethod.requireSuited(configuration, spark.getConf());
    ModeChoice choice = ModeChoice.of(configuration, inputs, spark);
    RunIdentity identity = resume ? before.resumed(begun) : begun;
    Optional<String> replaced = resume ? Optional.empty() : before.identity();
    requireKept(located, configuration);
    RunDirectory directory = located.claim();
    try {
      replaced.ifPresent(run -> Checkpoints.of(configuration, directory, run, spark).clear());
      return run(directory, identity, inputs, preparation, spark, choice, models);
    } finally {
      directory.release();
    }
  }

  /** Starts Spark, unless it is there, and beside it warms up the rounds of a method of devices. */
  private JavaSparkContext start(Preparation preparation) {
    Optional<String> name =
        configuration.methods().stream()
            .filter(method -> !MethodFactory.isCentral(method))
            .findFirst();
    if (SparkSessions.isOpen()
        || name.isEmpty()
        || !PlainRounds.isWorthCompiling(ExpectedWork.plainSeconds(configuration, preparation))) {
      return SparkSessions.context();
    }
    Method first = configuration.method(name.get(), preparation.model().layout());
    RoundDefinition definition = MethodRounds.of(configuration, preparation, first);
    try (WarmUp warmUp = WarmUp.begin(definition, preparation.data().evaluated())) {
      return SparkSessions.context();
    }
  }

  /**
   * The summary that the run directory holds; empty if the experiment is not complete there.
   *
   * @throws ConfigurationException if another experiment was begun there
   */
  public static Optional<Summary> completed(ExperimentConfiguration configuration, String out) {
    RunDirectory directory = anyRun(out);
    if (directory.read(RunDirectory.CONFIGURATION).isPresent()) {
      new BegunRun(directory).checkSettings(ConfigurationWriter.render(configuration));
    }
    return summary(directory);
  }

  private static Optional<Summary> summary(RunDirectory directory) {
    return directory
        .read(RunDirectory.SUMMARY)
        .map(json -> Summary.parse(json, directory.uri(RunDirectory.SUMMARY)));
  }

  /** Whether an experiment was begun in the directory. */
  public static boolean isBegun(String out) {
    return anyRun(out).read(RunDirectory.CONFIGURATION).isPresent();
  }

  private static RunDirectory anyRun(String out) {
    return RunDirectory.locate(
        new RunOptions(Optional.of(out), true, false), HadoopSettings.current());
  }

  private ExperimentResult run(
      RunDirectory directory,
      RunIdentity identity,
      ExperimentInputs inputs,
      Preparation preparation,
      JavaSparkContext spark,
      ModeChoice choice,
      FinalModels models) {
    Map<String, String> environment =
        Environment.describe(
            spark, preparation.backend(), choice, preparation.attack(), preparation.compression());
    identity.addTo(environment);
    boolean done = false;
    directory.delete(RunDirectory.FAILURE);
    try (RunFiles files = new RunFiles(directory, configuration, inputs, environment)) {
      files.begin(preparation.data().summary());
      ResultTables tables = new ResultTables(preparation.model().classes());
      DirectoryRunContext context =
          new DirectoryRunContext(
              configuration,
              choice.mode(),
              preparation,
              spark,
              models,
              directory,
              files,
              Checkpoints.of(configuration, directory, identity.run(), spark));
      if (directory.isResumed()) {
        tables.takeUp(directory, latestCheckpoints(context));
      }
      observer.started(
          preparation.describe(
              configuration.evaluate().on(), environment, context.describe(choice)));
      Map<String, String> checksums = new LinkedHashMap<>();
      try {
        MethodRun.all(configuration, preparation, context, tables, observer, checksums);
      } catch (CancellationException stopped) {
        files.stopped();
        throw stopped;
      }
      Summary summary =
          files.finish(tables, checksums, preparation.centralisedAccuracy(configuration));
      context.checkpoints().clear();
      done = true;
      observer.finished(summary, directory.toString());
      return new ExperimentResult(
          configuration, inputs, preparation.data().summary(), tables, summary, models);
    } catch (HyperPrismException failure) {
      // Beside the rounds that there are; a directory without any is taken back.
      if (directory.has(RunDirectory.METRICS)) {
        directory.write(
            RunDirectory.FAILURE, OneLine.of(String.valueOf(failure.getMessage())) + "\n");
      }
      throw failure;
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
      int round = context.resumeAfter(method);
      if (round > 0) {
        latest.put(method, round);
      }
    }
    return latest;
  }
}
