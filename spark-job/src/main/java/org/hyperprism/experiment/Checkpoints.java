package org.hyperprism.experiment;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.results.RunDirectory;

/**
 * Where a run keeps the state of its methods: below its directory, or in a place that runs share.
 * There it is named after the run's identity, too, because runs may have one name.
 */
final class Checkpoints {

  private static final CheckpointStore.Advice ADVICE =
      new CheckpointStore.Advice(
          "start again with --overwrite", "name another place as engine.checkpointDirectory");

  private final String place;
  private final String run;
  private final Configuration hadoop;

  private Checkpoints(String place, String run, Configuration hadoop) {
    this.place = place;
    this.run = run;
    this.hadoop = hadoop;
  }

  /**
   * Those of a run.
   *
   * @param run its identity
   */
  static Checkpoints of(
      ExperimentConfiguration configuration,
      RunDirectory directory,
      String run,
      JavaSparkContext spark) {
    String place =
        configuration
            .engine()
            .checkpointDirectory()
            .map(shared -> "%s/%s-%s".formatted(shared, directory.name(), run))
            .orElse(directory.uri(RunDirectory.CHECKPOINTS));
    return new Checkpoints(place, run, spark.hadoopConfiguration());
  }

  /** Those of one method. */
  CheckpointStore of(String method) {
    return new CheckpointStore(place + "/" + method, hadoop, run, ADVICE);
  }

  /** Deletes those of all methods. */
  void clear() {
    new CheckpointStore(place, hadoop, run, ADVICE).clear();
  }
}
