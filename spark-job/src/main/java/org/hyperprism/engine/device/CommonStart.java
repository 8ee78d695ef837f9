package org.hyperprism.engine.device;

import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;

/** The devices before the first round: with the models they begin with, as their method has it. */
public final class CommonStart {

  private CommonStart() {}

  /**
   * The devices of one block.
   *
   * @param method prepares them
   * @param plan which vectors they have
   * @param model the architecture
   * @param start the models that they begin with
   * @param random the experiment's streams
   * @param block its number in {@code layout}
   * @return their kept vectors and scalars
   */
  public static DeviceBlock of(
      Method method,
      VectorPlan plan,
      ModelDefinition model,
      InitialModels start,
      RandomStreams random,
      BlockLayout layout,
      int block) {
    int parameters = model.layout().parameters();
    DeviceBlock devices =
        DeviceBlock.zeros(
            layout.first(block), layout.size(block), parameters, plan.kept(), plan.scalars());
    BlockDevice.BeforeTheFirstRound device =
        new BlockDevice.BeforeTheFirstRound(devices, plan, model.layout(), random);
    for (int i = 0; i < devices.count(); i++) {
      float[] own = start.of(devices.first() + i);
      System.arraycopy(own, 0, devices.vectors()[VectorPlan.MODEL], devices.offset(i), parameters);
      device.moveTo(i);
      method.start(device);
    }
    return devices;
  }
}
