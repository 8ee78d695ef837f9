package org.hyperprism.experiment;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.EngineConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;

/** A run that the driver leads, into its directory as it goes. */
final class DirectoryRunContext extends DriverRunContext {

  private static final CheckpointStore.Advice ADVICE =
      new CheckpointStore.Advice(
          "start again with --overwrite", "name another place as engine.checkpointDirectory");

  private final EngineConfiguration engine;
  private final JavaSparkContext spark;
  private final RunDirectory directory;
  private final boolean resume;

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   * @param models receives those that the methods end with
   */
  DirectoryRunContext(
      EngineConfiguration engine,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      FinalModels models,
      RunDirectory directory,
      boolean resume) {
    super(engine, mode, preparation, spark, models);
    this.engine = engine;
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
    String parent =
        engine
            .checkpointDirectory()
            .map(shared -> shared + "/" + directory.name())
            .orElse(directory.uri(RunDirectory.CHECKPOINTS));
    return new CheckpointStore(parent + "/" + method, spark.hadoopConfiguration(), ADVICE);
  }
}
