package org.hyperprism.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.KeptModels;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.ModelDescription;
import org.hyperprism.experiment.models.ModelFolder;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;

/** A run that the driver leads, into its directory as it goes. */
final class DirectoryRunContext extends DriverRunContext {

  private final RunDirectory directory;
  private final RunFiles files;
  private final Checkpoints checkpoints;
  private final Map<String, Integer> latest = new HashMap<>();

  /**
   * @param mode {@link RunMode#LOCAL} or {@link RunMode#DISTRIBUTED}
   * @param models receives those that the methods end with
   * @param files what else receives the rounds
   * @param checkpoints where the state of the methods is kept
   */
  DirectoryRunContext(
      ExperimentConfiguration configuration,
      RunMode mode,
      Preparation preparation,
      JavaSparkContext spark,
      FinalModels models,
      RunDirectory directory,
      RunFiles files,
      Checkpoints checkpoints) {
    super(configuration, mode, preparation, spark, models);
    this.directory = directory;
    this.files = files;
    this.checkpoints = checkpoints;
  }

  @Override
  public int resumeAfter(String method) {
    return directory.isResumed() ? latest.computeIfAbsent(method, this::latestRound) : 0;
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
    files.append(tables);
  }

  @Override
  public void keepModels(String method, Engine engine) {
    super.keepModels(method, engine);
    KeptModels kept = configuration.keepModels();
    if (!kept.isNone()) {
      write(KeptRound.FINAL, kept, method, 0, engine);
    }
  }

  @Override
  public void keepBestModels(String method, int round, Engine engine) {
    KeptModels kept = configuration.keepBestModels();
    if (!kept.isNone()) {
      // In the place of an earlier round's; a run that is cut off here writes them anew, as it goes
      // back to a checkpoint before this round.
      write(KeptRound.BEST, kept, method, round, engine);
    }
  }

  /**
   * @param round after which they are like that; 0 for the last one
   */
  private void write(KeptRound which, KeptModels kept, String method, int round, Engine engine) {
    ModelDescription description =
        new ModelDescription(preparation.model(), preparation.data().name(), method, round);
    ModelFolder folder =
        new ModelFolder(directory, which, spark.hadoopConfiguration(), description, kept);
    engine.withModels(
        models -> {
          if (which == KeptRound.FINAL) {
            directory.delete(ModelFolder.name(which, method));
          }
          folder.write(models, spark);
        });
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
