package org.hyperprism.engine.disturbance;

import java.util.function.IntPredicate;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.VectorPlan;

/**
 * The models at which devices without a common clock take their gradients: what each had when it
 * began to compute, whoever it has met since.
 *
 * @param plan with a kept vector for them
 * @param number of that vector
 */
public record ReadModels(VectorPlan plan, int number) {

  /** The devices before the first event, each of which has read its model. */
  public DeviceBlock begin(DeviceBlock start) {
    DeviceBlock devices = start.copyWithVectors(plan.kept());
    float[] models = devices.vectors()[VectorPlan.MODEL];
    System.arraycopy(models, 0, devices.vectors()[number], 0, models.length);
    return devices;
  }

  /**
   * After an event: who has brought a gradient reads its model anew.
   *
   * @param devices written to
   * @param met indices in the block of those that took part
   * @param computes of the index-th device of the block
   */
  public void afterReceiving(DeviceBlock devices, int[] met, IntPredicate computes) {
    float[] models = devices.vectors()[VectorPlan.MODEL];
    float[] read = devices.vectors()[number];
    for (int i : met) {
      if (computes.test(i)) {
        int from = devices.offset(i);
        System.arraycopy(models, from, read, from, devices.parameters());
      }
    }
  }
}
