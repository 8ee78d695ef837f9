package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;

/** Makes the carrier of a run. */
public final class Carriers {

  private Carriers() {}

  /**
   * @param partitions wanted number of blocks; at most one per device is made
   * @param resumeAfter the round whose checkpoint to start from; 0 for the common start
   */
  public static Carrier create(
      EngineMode mode,
      JavaSparkContext spark,
      RoundProgram program,
      int partitions,
      Samples train,
      Assignment assignment,
      CheckpointStore checkpoints,
      int resumeAfter) {
    BlockLayout layout = BlockLayout.of(assignment.devices(), partitions);
    return switch (mode) {
      case DISTRIBUTED ->
          new SparkCarrier(spark, program, layout, train, assignment, checkpoints, resumeAfter);
      case LOCAL -> {
        List<Samples> shards = new ArrayList<>();
        for (int device = 0; device < assignment.devices(); device++) {
          shards.add(train.select(assignment.samplesOf(device)));
        }
        yield new LocalCarrier(program, layout, shards, checkpoints, resumeAfter);
      }
    };
  }
}
