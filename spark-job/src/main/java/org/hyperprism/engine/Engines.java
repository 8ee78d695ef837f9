package org.hyperprism.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engines of runs.
 *
 * @param mode how rounds are carried out
 * @param spark where, if distributed
 * @param partitions wanted number of blocks; at most one per device is made, and more where a block
 *     would grow too large for an array
 */
public record Engines(EngineMode mode, JavaSparkContext spark, int partitions) {

  /** Numbers of a vector of a block, at most; half of what an array can hold. */
  private static final long LARGEST_BLOCK = 1L << 30;

  /**
   * The engine of a run.
   *
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   * @param resumeAfter the round whose checkpoint to start from; 0 for the start
   */
  public Engine create(
      RoundDefinition definition,
      TrainingData data,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    int blocks = Math.max(partitions, fewestBlocks(definition, data));
    BlockLayout layout = BlockLayout.of(data.devices(), blocks);
    return switch (mode) {
      case DISTRIBUTED ->
          new DistributedEngine(spark, definition, layout, data, checkpoints, resumeAfter);
      case LOCAL ->
          new LocalEngine(
              definition, layout, cores(layout), shards(layout, data), checkpoints, resumeAfter);
    };
  }

  /** The engine of a run inside a Spark task: one thread, without checkpoints. */
  public static Engine onOneThread(RoundDefinition definition, TrainingData data) {
    return withoutSpark(definition, data, 1);
  }

  /**
   * An engine in this JVM that needs no Spark and keeps no checkpoints.
   *
   * @param threads wanted number of blocks, each worked on by one thread
   */
  public static Engine withoutSpark(RoundDefinition definition, TrainingData data, int threads) {
    int blocks = Math.max(threads, fewestBlocks(definition, data));
    BlockLayout layout = BlockLayout.of(data.devices(), blocks);
    return new LocalEngine(definition, layout, threads, shards(layout, data), null, 0);
  }

  /** A vector of all devices of a block is one array. */
  private static int fewestBlocks(RoundDefinition definition, TrainingData data) {
    long numbers = (long) data.devices() * definition.model().layout().parameters();
    return Math.toIntExact(1 + numbers / LARGEST_BLOCK);
  }

  private static int cores(BlockLayout layout) {
    return Math.min(layout.blocks(), Runtime.getRuntime().availableProcessors());
  }

  private static List<List<Samples>> shards(BlockLayout layout, TrainingData data) {
    return IntStream.range(0, layout.blocks())
        .mapToObj(block -> data.shards(layout.first(block), layout.end(block)))
        .toList();
  }
}
