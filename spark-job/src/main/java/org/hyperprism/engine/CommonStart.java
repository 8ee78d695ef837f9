package org.hyperprism.engine;

import org.hyperprism.method.VectorPlan;
import org.hyperprism.random.RandomStreams;

/**
 * The devices before the first round: all with the same model, and as their method prepares them.
 */
final class CommonStart {

  private CommonStart() {}

  static DeviceBlock of(RoundDefinition definition, BlockLayout layout, int block) {
    RandomStreams random = definition.random();
    VectorPlan plan = definition.method().vectors();
    float[] start = definition.model().initialParameters(random);
    DeviceBlock devices =
        DeviceBlock.zeros(
            layout.first(block), layout.size(block), start.length, plan.kept(), plan.scalars());
    BlockDevice.BeforeTheFirstRound device =
        new BlockDevice.BeforeTheFirstRound(devices, plan, definition.model().layout(), random);
    for (int i = 0; i < devices.count(); i++) {
      System.arraycopy(
          start, 0, devices.vectors()[VectorPlan.MODEL], devices.offset(i), start.length);
      device.moveTo(i);
      definition.method().start(device);
    }
    return devices;
  }
}
