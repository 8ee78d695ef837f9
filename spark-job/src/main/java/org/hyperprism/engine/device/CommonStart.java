package org.hyperprism.engine.device;

import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;

/**
 * The devices before the first round: all with the same model, and as their method prepares them.
 */
public final class CommonStart {

  private CommonStart() {}

  /**
   * The devices of one block.
   *
   * @param method prepares them
   * @param model the architecture, and where its parameters begin
   * @param random the experiment's streams
   * @param block its number in {@code layout}
   * @return their kept vectors and scalars
   */
  public static DeviceBlock of(
      Method method, ModelDefinition model, RandomStreams random, BlockLayout layout, int block) {
    VectorPlan plan = method.vectors();
    float[] start = model.initialParameters(random);
    DeviceBlock devices =
        DeviceBlock.zeros(
            layout.first(block), layout.size(block), start.length, plan.kept(), plan.scalars());
    BlockDevice.BeforeTheFirstRound device =
        new BlockDevice.BeforeTheFirstRound(devices, plan, model.layout(), random);
    for (int i = 0; i < devices.count(); i++) {
      System.arraycopy(
          start, 0, devices.vectors()[VectorPlan.MODEL], devices.offset(i), start.length);
      device.moveTo(i);
      method.start(device);
    }
    return devices;
  }
}
