package org.hyperprism.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;

/** A run that the driver leads, into its directory as it goes. */
final class DirectoryRunContext extends DriverRunContext {

  private final RunDirectory directory;
  private final Checkpoints checkpoints;
  private final boolean resume;
  private final Map<String, Integer> latest = new HashMap<>();

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   * @param models receives those that the methods end with
   * @param checkpoints where the state of the methods is kept
   */
  DirectoryRunContext(
      ExperimentConfiguration configuration,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      FinalModels models,
      RunDirectory directory,
      Checkpoints checkpoints,
      boolean resume) {
    super(configuration, mode, preparation, spark, models);
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
  public boolean keepsCheckpoints() {
    return true;
  }

  @Override
  public void keepRounds(ResultTables tables) {
    tables.writeRounds(directory);
  }

  @Override
  public Optional<String> metricsFile() {
    return Optional.of(directory.uri(RunDirectory.METRICS));
  }

  @Override
  CheckpointStore checkpoints(String method) {
    return checkpoints.of(method);
  }

  /** Where the state of the methods is kept. */
  Checkpoints checkpoints() {
    return checkpoints;
  }
}
