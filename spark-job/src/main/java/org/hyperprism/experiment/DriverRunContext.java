package org.hyperprism.experiment;

import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.EngineConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;

/** A run that the driver leads, into its directory as it goes. */
final class DriverRunContext implements RunContext {

  private static final CheckpointStore.Advice ADVICE =
      new CheckpointStore.Advice(
          "start again with --overwrite", "name another place as engine.checkpointDirectory");

  private final EngineConfiguration engine;
  private final RunMode mode;
  private final Preparation preparation;
  private final JavaSparkContext spark;
  private final RunDirectory directory;
  private final boolean resume;

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   */
  DriverRunContext(
      EngineConfiguration engine,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      RunDirectory directory,
      boolean resume) {
    this.engine = engine;
    this.mode = mode;
    this.preparation = preparation;
    this.spark = spark;
    this.directory = directory;
    this.resume = resume;
  }

  @Override
  public int resumeAfter(String method) {
    CheckpointStore checkpoints = checkpoints(method);
    if (!resume) {
      // A shared engine.checkpointDirectory may hold those of an earlier run of this name.
      checkpoints.clear();
    }
    return checkpoints.latestRound().orElse(0);
  }

  @Override
  public Engine engine(String method, RoundDefinition definition, int resumeAfter) {
    EngineMode engineMode = mode == RunMode.LOCAL ? EngineMode.LOCAL : EngineMode.DISTRIBUTED;
    int partitions = engine.partitions().orElseGet(this::usualPartitions);
    return new Engines(engineMode, spark, partitions)
        .create(definition, preparation.trainingData(), checkpoints(method), resumeAfter);
  }

  private int usualPartitions() {
    return mode == RunMode.LOCAL && !spark.isLocal()
        ? Runtime.getRuntime().availableProcessors()
        : spark.defaultParallelism();
  }

  @Override
  public boolean keepsCheckpoints() {
    return true;
  }

  @Override
  public void keepRounds(ResultTables tables) {
    tables.writeRounds(directory);
  }

  @Override
  public String metricsFile() {
    return directory.uri(RunDirectory.METRICS);
  }

  /** Where a method's state is kept from checkpoint to checkpoint. */
  CheckpointStore checkpoints(String method) {
    String parent =
        engine
            .checkpointDirectory()
            .map(shared -> shared + "/" + directory.name())
            .orElse(directory.uri(RunDirectory.CHECKPOINTS));
    return new CheckpointStore(parent + "/" + method, spark.hadoopConfiguration(), ADVICE);
  }
}
