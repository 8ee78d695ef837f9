package org.hyperprism.experiment;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.experiment.configuration.EngineConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;

/** A run that the driver leads, into its directory as it goes. */
final class DriverRunContext implements RunContext {

  private final EngineConfiguration engine;
  private final RunMode mode;
  private final Preparation preparation;
  private final JavaSparkContext spark;
  private final RunDirectory directory;
  private final Checkpoints checkpoints;
  private final boolean resume;
  private final Map<String, Integer> latest = new HashMap<>();

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   * @param checkpoints where the state of the methods is kept
   */
  DriverRunContext(
      EngineConfiguration engine,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      RunDirectory directory,
      Checkpoints checkpoints,
      boolean resume) {
    this.engine = engine;
    this.mode = mode;
    this.preparation = preparation;
    this.spark = spark;
    this.directory = directory;
    this.checkpoints = checkpoints;
    this.resume = resume;
  }

  @Override
  public int resumeAfter(String method) {
    return resume ? latest.computeIfAbsent(method, this::latestRound) : 0;
  }

  private int latestRound(String method) {
    return checkpoints.of(method).latestRound().orElse(0);
  }

  @Override
  public Engine engine(String method, RoundDefinition definition, int resumeAfter) {
    EngineMode engineMode = mode == RunMode.LOCAL ? EngineMode.LOCAL : EngineMode.DISTRIBUTED;
    return new Engines(engineMode, spark, partitions())
        .create(definition, preparation.trainingData(), checkpoints.of(method), resumeAfter);
  }

  /** Blocks that the devices are divided into, if there are as many devices. */
  int partitions() {
    return engine.partitions().orElseGet(this::usualPartitions);
  }

  private int usualPartitions() {
    return mode == RunMode.LOCAL && !spark.isLocal()
        ? Runtime.getRuntime().availableProcessors()
        : ClusterCores.of(spark);
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

  /** Where the state of the methods is kept. */
  Checkpoints checkpoints() {
    return checkpoints;
  }
}
