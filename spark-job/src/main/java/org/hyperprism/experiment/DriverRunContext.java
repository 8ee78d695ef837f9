package org.hyperprism.experiment;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.DescribedEngine;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.session.ClusterCores;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.jspecify.annotations.Nullable;

/** A run that the driver leads, in memory: nothing of it is kept before it is done. */
class DriverRunContext implements RunContext {

  private static final long MOST_BYTES_OF_A_BLOCK = 128L << 20;

  final ExperimentConfiguration configuration;
  private final RunMode mode;
  final Preparation preparation;
  final JavaSparkContext spark;
  private final FinalModels models;
  private final RoundGauges gauges;

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   * @param models receives those that the methods end with
   */
  DriverRunContext(
      ExperimentConfiguration configuration,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      FinalModels models) {
    this.configuration = configuration;
    this.mode = mode;
    this.preparation = preparation;
    this.spark = spark;
    this.models = models;
    this.gauges = RoundGauges.register(configuration.methods());
  }

  @Override
  public int resumeAfter(String method) {
    return 0;
  }

  @Override
  public final boolean computesHere() {
    return mode == RunMode.LOCAL || spark.isLocal();
  }

  @Override
  public final Engine engine(String method, RoundDefinition definition, int resumeAfter) {
    return new DescribedEngine(
        () ->
            MethodFactory.isCentral(method)
                ? CentralMethod.engine(
                    method,
                    configuration,
                    definition,
                    spark,
                    preparation.data().training().together(),
                    checkpoints(method),
                    resumeAfter)
                : ofDevices(method, definition, resumeAfter),
        spark,
        method,
        resumeAfter,
        configuration.rounds());
  }

  private Engine ofDevices(String method, RoundDefinition definition, int resumeAfter) {
    EngineMode engineMode = mode == RunMode.LOCAL ? EngineMode.LOCAL : EngineMode.DISTRIBUTED;
    return new Engines(engineMode, spark, partitions())
        .create(definition, preparation.data().training(), checkpoints(method), resumeAfter);
  }

  /** Blocks that the devices are divided into, if there are as many devices. */
  final int partitions() {
    return configuration.engine().partitions().orElseGet(this::usualPartitions);
  }

  /** How the run is carried out. */
  final String describe(ModeChoice choice) {
    int blocks = Math.min(partitions(), preparation.devices());
    return mode == RunMode.DISTRIBUTED
        ? "%s; devices in %d blocks".formatted(choice.describe(), blocks)
        : choice.describe();
  }

  private int usualPartitions() {
    return switch (mode) {
      case DISTRIBUTED ->
          Math.max(
              ClusterCores.of(spark),
              fewestBlocks(preparation.devices(), preparation.model().layout().parameters()));
      default ->
          spark.isLocal() ? ClusterCores.of(spark) : Runtime.getRuntime().availableProcessors();
    };
  }

  /**
   * Blocks of devices that a task can work on beside others: it holds its own models twice, and
   * those of all their neighbours.
   */
  static int fewestBlocks(int devices, int parameters) {
    return Math.toIntExact(1 + (long) Float.BYTES * devices * parameters / MOST_BYTES_OF_A_BLOCK);
  }

  @Override
  public boolean keepsCheckpoints() {
    return false;
  }

  @Override
  public void keepRounds(ResultTables tables) {}

  @Override
  public Optional<String> metricsFile() {
    return Optional.empty();
  }

  @Override
  public final void measured(RoundMetrics row) {
    gauges.update(row);
  }

  @Override
  public void keepModels(String method, Engine engine) {
    models.keep(method, engine);
  }

  /** Where a method's state is kept from checkpoint to checkpoint; null if it is not. */
  @Nullable CheckpointStore checkpoints(String method) {
    return null;
  }
}
