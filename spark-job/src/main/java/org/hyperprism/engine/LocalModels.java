package org.hyperprism.engine;

import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.rdd.BlockRdd;
import org.hyperprism.spark.JavaBroadcast;
import org.jspecify.annotations.Nullable;

/** The models of devices that live in this JVM. */
final class LocalModels implements DeviceModels {

  private final BlockLayout layout;
  private final List<DeviceBlock> blocks;
  private @Nullable JavaBroadcast<List<DeviceBlock>> shared;

  /**
   * @param blocks with their models alone
   */
  LocalModels(BlockLayout layout, List<DeviceBlock> blocks) {
    this.layout = layout;
    this.blocks = List.copyOf(blocks);
  }

  @Override
  public int devices() {
    return layout.devices();
  }

  @Override
  public float[] model(int device) {
    DeviceBlock block = blocks.get(layout.blockOf(Objects.checkIndex(device, layout.devices())));
    return model(block, device);
  }

  /** A copy of the model of a device of the block. */
  static float[] model(DeviceBlock block, int device) {
    return block.model(device - block.first());
  }

  @Override
  public float[][] toDriver() {
    return toDriver(blocks, layout.devices());
  }

  /** The models of all devices of the blocks, copied. */
  static float[][] toDriver(List<DeviceBlock> blocks, int devices) {
    float[][] models = new float[devices][];
    for (DeviceBlock block : blocks) {
      for (int device = block.first(); device < block.first() + block.count(); device++) {
        models[device] = model(block, device);
      }
    }
    return models;
  }

  @Override
  public synchronized JavaRDD<DeviceBlock> blocks(JavaSparkContext spark) {
    if (shared == null) {
      shared = JavaBroadcast.of(spark, blocks);
    }
    return blocks(spark, shared, layout);
  }

  /** Static, so that Spark does not serialise {@code this} with the lambda. */
  private static JavaRDD<DeviceBlock> blocks(
      JavaSparkContext spark, JavaBroadcast<List<DeviceBlock>> shared, BlockLayout layout) {
    return BlockRdd.of(spark.sc(), layout.blocks(), block -> shared.value().get(block)).values();
  }

  @Override
  public synchronized void close() {
    if (shared != null) {
      shared.destroy();
      shared = null;
    }
  }
}
