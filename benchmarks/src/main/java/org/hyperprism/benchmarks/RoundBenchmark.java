package org.hyperprism.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.engine.Training;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.vector.VectorBackend;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.schedule.RandomDensity;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole round of the base setting (50 devices, softmax regression, batch 128, half of all links)
 * on the MNIST sample that ships, on two cores: each shot is one round, in ms.
 */
@SuppressWarnings("NullAway.Init") // JMH prepares the state
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
public class RoundBenchmark {

  private static final int DEVICES = 50;
  private static final int BATCH = 128;
  private static final int CORES = 2;
  private static final long SEED = 1;
  private static final double LEARNING_RATE = 0.01;
  private static final int CHECKPOINT_EVERY = 20;

  /** Where the cores' time goes: core milliseconds, summed over {@link #rounds}. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Phases {
    public int rounds;
    public double localSteps;
    public double aggregation;
    public double shuffledKilobytes;
  }

  @Param({"local", "distributed"})
  public String mode;

  /** p = 3; an exponent that is no integer; one that every device learns; D-PSGD. */
  @Param({"hyperprism", "fractional", "learned", "dpsgd"})
  public String method;

  /** What computes the gradients: vector or dl4j. */
  @Param({"vector"})
  public String backend;

  private JavaSparkContext spark;
  private Engine engine;
  private Path checkpoints;
  private int round;

  @Setup(Level.Trial)
  public void prepare() throws IOException {
    Dataset dataset = Datasets.load("mnist-sample", Optional.empty(), Path.of("."));
    RandomStreams streams = new RandomStreams(SEED);
    Assignment assignment =
        new Dirichlet(0.1, 1, true)
            .assign(dataset.train().labels(), dataset.train().classes(), DEVICES, streams);
    ModelDefinition model = ModelZoo.definition("lr", 1, 28, 28, dataset.train().classes());
    RoundDefinition definition =
        new RoundDefinition(
            measuredMethod(model.layout()),
            new Training(
                model, backend.equals("dl4j") ? new Dl4jBackend() : new VectorBackend(), BATCH),
            Communication.over(new RandomDensity(DEVICES, 0.5, SEED)),
            SEED);
    spark = new JavaSparkContext(RoundMeter.sparkSettings(CORES));
    checkpoints = Files.createTempDirectory("round-benchmark");
    engine =
        new Engines(EngineMode.valueOf(mode.toUpperCase(Locale.ROOT)), spark, CORES)
            .create(
                definition,
                TrainingData.of(dataset.train(), assignment),
                new CheckpointStore(checkpoints.toUri().toString(), spark.hadoopConfiguration()),
                0);
    round = 0;
  }

  private Method measuredMethod(ParameterLayout layout) {
    LocalTraining training = LocalTraining.plain(LEARNING_RATE, 1);
    return switch (method) {
      case "dpsgd" -> MeasuredMethods.dpsgd(training);
      case "fractional" -> MeasuredMethods.hyperPrism(3.1, training, layout);
      case "learned" -> MeasuredMethods.learningHyperPrism(training, layout);
      default -> MeasuredMethods.hyperPrism(3, training, layout);
    };
  }

  @Benchmark
  public RoundReport round(Phases phases) {
    RoundReport report = engine.round(++round);
    phases.rounds++;
    phases.localSteps += 1e3 * report.localStepSeconds();
    phases.aggregation += 1e3 * report.aggregationSeconds();
    phases.shuffledKilobytes += 1e-3 * engine.shuffledBytes();
    return report;
  }

  /** Keeps the lineage as short as a run does; not measured. */
  @TearDown(Level.Iteration)
  public void checkpoint() {
    if (round % CHECKPOINT_EVERY == 0) {
      engine.checkpoint(round);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    engine.close();
    org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path(checkpoints.toUri());
    directory.getFileSystem(spark.hadoopConfiguration()).delete(directory, true);
    spark.close();
  }
}
