package org.hyperprism.engine;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.block.DeviceBlock;

/**
 * The models that the devices of a method ended with, kept where they are until closed: m models of
 * d float32 numbers. They outlive the engine.
 */
public interface DeviceModels extends AutoCloseable {

  /** Number of devices m. */
  int devices();

  /**
   * The model of one device, brought here: the only way by which one leaves its place.
   *
   * @param device from 0 to m - 1
   * @return a new float32[d]
   * @throws IndexOutOfBoundsException if there is no such device
   */
  float[] model(int device);

  /** All of them, brought here: float32[m][d]. */
  float[][] toDriver();

  /** All of them, in ascending device id; each block has its models alone. */
  JavaRDD<DeviceBlock> blocks(JavaSparkContext spark);

  /** Gives their memory back. */
  @Override
  void close();
}
