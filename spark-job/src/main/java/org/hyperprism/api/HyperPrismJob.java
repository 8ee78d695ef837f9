package org.hyperprism.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.ExperimentResult;
import org.hyperprism.experiment.FinalModels;
import org.hyperprism.experiment.InMemoryExperiment;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.KeptModels;
import org.hyperprism.experiment.input.GivenInputs;
import org.hyperprism.experiment.progress.ProgressLines;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunOptions;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;
import org.jspecify.annotations.Nullable;

/**
 * An experiment from a program or a notebook, in a Spark session that is there already:
 *
 * <pre>{@code
 * RunResult result =
 *     HyperPrismJob.on(spark).load("conf/quickstart.conf").set("rounds", 30).run();
 * result.metrics().show();
 * }</pre>
 *
 * <p>The settings are those of the command line, and the same settings give the same bits. Nothing
 * is written, unless {@link #out} names a directory. The session stays open, its settings stay as
 * they are, and the JVM goes on whatever happens: what the caller can mend is a {@link
 * org.hyperprism.failure.HyperPrismException}, whose message says how.
 *
 * <p>Each method returns this job, which may run again. It is no method of training: those are
 * settings ({@code methods}). Not for several threads, but for {@link #cancel}.
 */
public final class HyperPrismJob {

  private final SparkSession spark;
  private final Observers observers = new Observers();
  private Optional<Path> file = Optional.empty();
  private Config settings = ConfigFactory.empty();
  private @Nullable Dataset<Row> train;
  private @Nullable Dataset<Row> test;
  private @Nullable FeatureShape shape;
  private @Nullable Dataset<Row> links;
  private @Nullable String out;
  private boolean overwrite;
  private boolean keepsModels = true;

  private HyperPrismJob(SparkSession spark) {
    this.spark = spark;
  }

  /** A job with the default of every setting. */
  public static HyperPrismJob on(SparkSession spark) {
    return new HyperPrismJob(spark);
  }

  /**
   * Takes the settings of a file, below those of {@link #set} whenever these were given.
   *
   * @param configuration a HOCON file of this machine, such as {@code conf/quickstart.conf}; it is
   *     read when the job runs
   */
  public HyperPrismJob load(String configuration) {
    file = Optional.of(Path.of(configuration));
    return this;
  }

  /**
   * Sets one setting, as {@code --set key=value} does; the last value of a key counts.
   *
   * @param key such as {@code train.learningRate}; {@code hyperprism config} lists them all
   * @param value a number, true or false, text in HOCON such as {@code [hyperprism, dpsgd]}, or a
   *     collection or array of these
   * @throws ConfigurationException if the text is no HOCON
   */
  public HyperPrismJob set(String key, Object value) {
    String text = SettingValues.hocon(value);
    Config setting =
        ConfigurationLoader.parseSetting(key, text, "set(\"%s\", %s)".formatted(key, text));
    settings = setting.withFallback(settings);
    return this;
  }

  /**
   * Trains on a DataFrame in place of {@code data}, and keeps every sixth row of each class for the
   * test.
   *
   * @param train {@code features}: a vector, dense or sparse, or an array of numbers; {@code
   *     label}: any number, whose ascending order makes the classes; if it is there, {@code
   *     device}: who holds the sample, from 0 (then {@code partition} has no say, and there are as
   *     many devices as the column names). Rows are taken in their order: sort them if it is chance
   */
  public HyperPrismJob samples(Dataset<Row> train) {
    this.train = train;
    this.test = null;
    return this;
  }

  /** The same with test samples of their own, in the columns {@code features} and {@code label}. */
  public HyperPrismJob samples(Dataset<Row> train, Dataset<Row> test) {
    this.train = train;
    this.test = test;
    return this;
  }

  /** The features of {@link #samples} are images, channel by channel, row by row. */
  public HyperPrismJob imageShape(int channels, int height, int width) {
    shape = new FeatureShape(channels, height, width);
    return this;
  }

  /**
   * Links devices as a DataFrame says, in place of {@code links.kind}.
   *
   * @param links the rows of a trace: {@code round} from 1, {@code src} and {@code dst} from 0, one
   *     row a direction, and if you like {@code delivery_ratio} and the other columns of traces. A
   *     round without links has one row with null in {@code src} and {@code dst}. {@code
   *     links.threshold} and {@code links.afterTheEnd} hold for them
   */
  public HyperPrismJob links(Dataset<Row> links) {
    this.links = links;
    return this;
  }

  /**
   * Makes a method, a kind of links or a partition of the caller's own known, as a jar of plug-ins
   * does, so that {@code set("methods", ...)}, {@code links.kind} or {@code partition.kind} may
   * name it. It stays known in this JVM, to other jobs too, until another of its kind and name
   * comes.
   *
   * @param factory such as a {@link org.hyperprism.method.MethodFactory} or a {@link
   *     org.hyperprism.topology.LinkScheduleFactory}; on a cluster, executors need the class of
   *     what it makes: they have that of a jar given to Spark, and what spark-shell or a notebook's
   *     paragraph defines
   * @throws ConfigurationException if HyperPrism or a jar has one of its kind and name
   */
  public HyperPrismJob plugIn(NamedFactory<?> factory) {
    Factories.add(factory);
    return this;
  }

  /**
   * Also writes the run directory that the command line writes, with checkpoints on the way.
   *
   * @param directory a path of this machine or a URI of any Hadoop file system, not there yet
   */
  public HyperPrismJob out(String directory) {
    return out(directory, false);
  }

  /** The same, which may replace a run that is there. */
  public HyperPrismJob out(String directory, boolean overwrite) {
    this.out = directory;
    this.overwrite = overwrite;
    return this;
  }

  /** Calls back after every round, with its metrics. */
  public HyperPrismJob onRound(Consumer<RoundMetrics> callback) {
    return observe(
        new RunObserver() {
          @Override
          public void roundDone(RoundMetrics metrics) {
            callback.accept(metrics);
          }
        });
  }

  /**
   * Says how the run goes on: a line for each evaluated round, no more than one a second once there
   * are many, with the accuracy, rounds a second and the time that is left.
   *
   * @param line receives each on the thread that runs, such as {@code System.out::println} or, so
   *     that it stands below a paragraph of a notebook, Scala's {@code println(_)}
   */
  public HyperPrismJob progress(Consumer<String> line) {
    return observe(new ProgressLines(line));
  }

  /** Tells an observer of the run's progress, beside those that are told already. */
  public HyperPrismJob observe(RunObserver observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Whether the result has the devices' final models, which take the memory of m models for every
   * method; true unless this says otherwise. The setting of the same name is another matter: it
   * says which of them a run directory keeps in files, and so belongs with {@link #out}.
   */
  public HyperPrismJob keepModels(boolean keep) {
    keepsModels = keep;
    return this;
  }

  /**
   * All settings that {@link #run} would use, one {@code key = value} a line. Samples that were
   * given are read for it, as a column of devices says how many there are.
   */
  public String configuration() {
    try {
      return ConfigurationWriter.render(given(null).configuration(file, settings));
    } catch (RuntimeException failure) {
      throw Failures.mendable(failure);
    }
  }

  private GivenFrames given(@Nullable Dataset<Row> linksToRead) {
    return GivenFrames.read(train, test, linksToRead, Optional.ofNullable(shape));
  }

  /**
   * Runs all methods of the settings, one after the other, on this thread. Spark's jobs belong to
   * the thread's job group; cancelling it ends a run whose rounds are Spark jobs ({@code
   * engine.mode = distributed}), {@link #cancel} any run.
   *
   * @throws org.hyperprism.failure.HyperPrismException for what the caller can mend
   * @throws CancellationException if the run was cancelled, or its thread interrupted
   */
  public RunResult run() {
    observers.begin();
    try (ActiveSession session = ActiveSession.of(spark)) {
      return new RunResult(spark, experiment());
    } catch (RuntimeException failure) {
      throw Failures.mendable(failure);
    }
  }

  private ExperimentResult experiment() {
    GivenFrames given = given(links);
    ExperimentConfiguration configuration = given.configuration(file, settings);
    FinalModels models = keepsModels ? FinalModels.kept() : FinalModels.forgotten();
    if (out == null) {
      checkForgotten("keepModels", configuration.keepModels());
      checkForgotten("keepBestModels", configuration.keepBestModels());
      GivenInputs inputs = given.inputs(configuration);
      return new InMemoryExperiment(configuration, inputs, observers).run(models);
    }
    if (train != null || links != null) {
      throw new ConfigurationException(
          "out(\"%s\"): a run directory holds settings that repeat the run, and samples or links of a DataFrame are in none; expected no out, or files that data.path and links.path name"
              .formatted(out));
    }
    RunOptions options = new RunOptions(Optional.of(out), overwrite, false);
    return new Experiment(configuration, options, observers).runInSharedSession(models);
  }

  /** What was set for a run directory, and not in a file that others run too, wants one. */
  private void checkForgotten(String key, KeptModels kept) {
    if (settings.hasPath(key) && !kept.isNone()) {
      throw new ConfigurationException(
          "set(\"%s\", %s) keeps models in a run directory, and there is none; expected out(\"...\") too; for models in the result, keepModels(true), the default, is enough"
              .formatted(key, settings.getValue(key).unwrapped()));
    }
  }

  /**
   * Ends the run that is going on, from any thread, when its round is over: it throws a {@link
   * CancellationException}. Without one it does nothing.
   */
  public void cancel() {
    observers.cancel();
  }
}
