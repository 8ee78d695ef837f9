package org.hyperprism.engine;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.rdd.BlockRdd;
import org.hyperprism.engine.rdd.LostBlocks;
import org.hyperprism.failure.EnvironmentException;

/** The models of devices that lie in Spark's storage. */
final class DistributedModels implements DeviceModels {

  private final BlockLayout layout;
  private final BlockRdd<DeviceBlock> blocks;

  /**
   * @param blocks with their models alone, cached, and without a lineage: what made them goes when
   *     the engine is closed
   */
  DistributedModels(BlockLayout layout, BlockRdd<DeviceBlock> blocks) {
    this.layout = layout;
    this.blocks = blocks;
  }

  @Override
  public int devices() {
    return layout.devices();
  }

  @Override
  public float[] model(int device) {
    int holder = layout.blockOf(Objects.checkIndex(device, layout.devices()));
    return there(() -> model(blocks, holder, device));
  }

  private static float[] model(BlockRdd<DeviceBlock> blocks, int holder, int device) {
    return blocks.map((number, block) -> LocalModels.model(block, device)).toDriver(holder);
  }

  @Override
  public float[][] toDriver() {
    return there(() -> LocalModels.toDriver(blocks.toDriver(), layout.devices()));
  }

  /** What made the models is gone, so they cannot be made anew. */
  private static <T> T there(Supplier<T> models) {
    try {
      return models.get();
    } catch (Exception e) { // Spark's are checked, and undeclared
      if (LostBlocks.areTheCauseOf(e)) {
        throw new EnvironmentException(
            "the models that the run ended with were in the memory of an executor that is lost; run"
                + " it again, with keepModels to have them in files, or take them before executors"
                + " are let go",
            e);
      }
      throw e;
    }
  }

  @Override
  public JavaRDD<DeviceBlock> blocks(JavaSparkContext spark) {
    return blocks.values();
  }

  @Override
  public void close() {
    blocks.unpersist(false);
  }
}
