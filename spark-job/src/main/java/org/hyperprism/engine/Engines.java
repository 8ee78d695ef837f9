package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;

/** Makes the engine of a run. */
public final class Engines {

  /** Numbers of a vector of a block, at most; half of what an array can hold. */
  private static final long LARGEST_BLOCK = 1L << 30;

  private Engines() {}

  /**
   * @param partitions wanted number of blocks; at most one per device is made, and more where a
   *     block would grow too large for an array
   * @param resumeAfter the round whose checkpoint to start from; 0 for the common start
   */
  public static Engine create(
      EngineMode mode,
      JavaSparkContext spark,
      RoundProgram program,
      int partitions,
      Samples train,
      Assignment assignment,
      CheckpointStore checkpoints,
      int resumeAfter) {
    BlockLayout layout =
        BlockLayout.of(
            assignment.devices(), Math.max(partitions, fewestBlocks(program, assignment)));
    return switch (mode) {
      case DISTRIBUTED ->
          new DistributedEngine(
              spark, program, layout, train, assignment, checkpoints, resumeAfter);
      case LOCAL ->
          new LocalEngine(program, layout, shards(train, assignment), checkpoints, resumeAfter);
    };
  }

  /** The engine of a run inside a Spark task: one block on one thread, without checkpoints. */
  public static Engine onOneThread(RoundProgram program, Samples train, Assignment assignment) {
    BlockLayout layout = BlockLayout.of(assignment.devices(), fewestBlocks(program, assignment));
    return new LocalEngine(program, layout, 1, shards(train, assignment), null, 0);
  }

  /** A vector of all devices of a block is one array. */
  private static int fewestBlocks(RoundProgram program, Assignment assignment) {
    long numbers = (long) assignment.devices() * program.model().layout().parameters();
    return Math.toIntExact(1 + numbers / LARGEST_BLOCK);
  }

  private static List<Samples> shards(Samples train, Assignment assignment) {
    List<Samples> shards = new ArrayList<>();
    for (int device = 0; device < assignment.devices(); device++) {
      shards.add(train.select(assignment.samplesOf(device)));
    }
    return shards;
  }
}
