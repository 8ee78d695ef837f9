package org.hyperprism.experiment;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.MessageCompression;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.report.mlflow.MlflowLog;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.spark.JavaSerialized;
import org.jspecify.annotations.Nullable;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Whole experiments as the tasks of one Spark job, each on one thread. The driver reads what is in
 * files, but for stored samples and models to start from, and writes the run directory of each
 * experiment as soon as it is done; what lies between is the task's. Tasks keep no checkpoints: an
 * experiment that was cut off begins anew.
 */
public final class ExperimentBatch {

  /**
   * One experiment.
   *
   * @param configuration its settings
   * @param inputs what it needs from files
   * @param out its run directory, which is made or replaced
   */
  public record Entry(ExperimentConfiguration configuration, ExperimentInputs inputs, String out) {}

  /**
   * How an experiment ended.
   *
   * @param index its place in the batch
   * @param summary what came out, unless it failed
   * @param failure why, if it failed
   */
  public record Ending(int index, Optional<Summary> summary, Optional<ExperimentFailure> failure) {}

  /** What the thread that waits for Spark hands over. */
  private sealed interface Event {
    record Done(TaskOutcome outcome) implements Event {}

    record Ended() implements Event {}

    record Failed(Throwable failure) implements Event {}
  }

  private static final String JOB_GROUP = "hyperprism-sweep";

  private final List<Entry> entries;
  private final ModeChoice choice;

  /**
   * @param choice why they are tasks, for their records
   */
  public ExperimentBatch(List<Entry> entries, ModeChoice choice) {
    this.entries = List.copyOf(entries);
    this.choice = choice;
  }

  /** Runs all of them; {@code ended} is told of each when its files are there, in any order. */
  public void run(Consumer<Ending> ended) {
    JavaSparkContext spark = SparkSessions.context();
    IdentityHashMap<SourceData, JavaBroadcast<SourceData>> broadcasts = new IdentityHashMap<>();
    List<ExperimentTask> tasks = new ArrayList<>();
    for (Entry entry : entries) {
      ExperimentInputs inputs = entry.inputs();
      tasks.add(
          new ExperimentTask(
              tasks.size(),
              entry.configuration(),
              broadcasts.computeIfAbsent(inputs.data(), data -> JavaBroadcast.of(spark, data)),
              inputs.model(),
              inputs.communication(),
              inputs.start(),
              inputs.fleet(),
              directory(entry).uri(RunDirectory.METRICS)));
    }
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    Thread job = new Thread(() -> runJob(spark, tasks, events), "hyperprism-sweep");
    job.setDaemon(true);
    job.start();
    try {
      Event event = events.take();
      while (event instanceof Event.Done done) {
        ended.accept(write(done.outcome(), spark));
        event = events.take();
      }
      if (event instanceof Event.Failed failed) {
        throw new IllegalStateException("the job of a sweep failed", failed.failure());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a sweep", e);
    } finally {
      spark.cancelJobGroup(JOB_GROUP);
      broadcasts.values().forEach(JavaBroadcast::destroy);
    }
  }

  private static void runJob(
      JavaSparkContext spark, List<ExperimentTask> tasks, BlockingQueue<Event> events) {
    try {
      spark.setJobGroup(JOB_GROUP, tasks.size() + " experiments", true);
      List<JavaSerialized<ExperimentTask>> carried =
          tasks.stream().map(JavaSerialized::new).toList();
      JavaRDD<JavaSerialized<TaskOutcome>> outcomes =
          spark
              .parallelize(carried, tasks.size())
              .map(task -> new JavaSerialized<>(task.value().run()));
      spark
          .sc()
          .runJob(
              outcomes.rdd(),
              (Function2<
                          TaskContext,
                          scala.collection.Iterator<JavaSerialized<TaskOutcome>>,
                          JavaSerialized<TaskOutcome>>
                      & Serializable)
                  (context, only) -> only.next(),
              (task, outcome) -> {
                events.add(new Event.Done(outcome.value()));
                return BoxedUnit.UNIT;
              },
              ClassTag$.MODULE$.apply(JavaSerialized.class));
      events.add(new Event.Ended());
    } catch (Throwable failure) { // the thread that waits must hear of all of them
      events.add(new Event.Failed(failure));
    }
  }

  private Ending write(TaskOutcome outcome, JavaSparkContext spark) {
    Entry entry = entries.get(outcome.index());
    @Nullable ExperimentFailure failure = outcome.failure();
    Optional<Summary> summary = Optional.empty();
    try {
      if (outcome.classCounts() != null) {
        RunDirectory located = directory(entry);
        Optional<String> tracked = located.read(MlflowLog.FILE);
        RunDirectory directory = located.claim();
        try {
          // What has failed before gives way there, too.
          tracked.ifPresent(run -> directory.write(MlflowLog.FILE, run));
          summary = write(outcome, entry, directory, environment(spark, entry));
        } finally {
          directory.release();
        }
      }
    } catch (HyperPrismException unwritable) {
      failure = ExperimentFailure.of(unwritable);
    }
    return new Ending(outcome.index(), summary, Optional.ofNullable(failure));
  }

  /** The files of one experiment; its summary if it is done. */
  private static Optional<Summary> write(
      TaskOutcome outcome, Entry entry, RunDirectory directory, Map<String, String> environment) {
    try (RunFiles files =
        new RunFiles(directory, entry.configuration(), entry.inputs(), environment)) {
      files.begin(new PartitionSummary(Objects.requireNonNull(outcome.classCounts())));
      ResultTables tables = outcome.tables(entry.inputs().model().classes());
      if (outcome.failure() == null) {
        return Optional.of(files.finish(tables, outcome.checksums(), OptionalDouble.empty()));
      }
      files.end(tables);
      return Optional.empty();
    }
  }

  private Map<String, String> environment(JavaSparkContext spark, Entry entry) {
    Map<String, String> environment =
        Environment.describe(
            spark,
            backend(entry),
            choice,
            Preparation.attack(entry.configuration(), entry.inputs()),
            MessageCompression.of(entry.configuration(), entry.inputs().model()).orElse(null));
    entry.inputs().identity().addTo(environment);
    return environment;
  }

  private static ChosenBackend backend(Entry entry) {
    return ChosenBackend.of(entry.configuration().train(), entry.inputs().model());
  }

  private static RunDirectory directory(Entry entry) {
    RunOptions replacing = new RunOptions(Optional.of(entry.out()), true, false);
    return RunDirectory.locate(replacing, HadoopSettings.current());
  }
}
