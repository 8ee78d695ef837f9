package org.hyperprism.engine.disturbance;

import java.util.function.IntPredicate;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;

/**
 * What each device sent last, kept beside what it has: a device that misses a round shows its
 * neighbours that, which is what they have of it. Before its first message that is its start.
 *
 * @param plan with a kept vector for each that is sent
 * @param first number of these
 */
public record LastSent(VectorPlan plan, int first) {

  /** The devices before the first round, with room for what they send. */
  public DeviceBlock begin(DeviceBlock start) {
    DeviceBlock devices = start.copyWithVectors(plan.kept());
    for (int s = 0; s < plan.sent().size(); s++) {
      float[] sent = devices.vectors()[number(s)];
      System.arraycopy(sent, 0, devices.vectors()[first + s], 0, sent.length);
    }
    return devices;
  }

  /**
   * After the local steps: a late device shows what it sent last, one that is there keeps what it
   * sends.
   *
   * @param late of the index-th device of the block
   * @param absent the same
   */
  public void beforeSending(DeviceBlock devices, IntPredicate late, IntPredicate absent) {
    for (int i = 0; i < devices.count(); i++) {
      if (late.test(i)) {
        exchange(devices, i);
      } else if (!absent.test(i)) {
        for (int s = 0; s < plan.sent().size(); s++) {
          System.arraycopy(
              devices.vectors()[number(s)],
              devices.offset(i),
              devices.vectors()[first + s],
              devices.offset(i),
              devices.parameters());
        }
      }
    }
  }

  /** After the aggregation: a late device has its own again. */
  public void afterReceiving(DeviceBlock devices, IntPredicate late) {
    for (int i = 0; i < devices.count(); i++) {
      if (late.test(i)) {
        exchange(devices, i);
      }
    }
  }

  private int number(int sent) {
    Vector vector = plan.sent().get(sent);
    return plan.number(vector);
  }

  private void exchange(DeviceBlock devices, int index) {
    int from = devices.offset(index);
    for (int s = 0; s < plan.sent().size(); s++) {
      float[] own = devices.vectors()[number(s)];
      float[] last = devices.vectors()[first + s];
      for (int k = from; k < from + devices.parameters(); k++) {
        float swapped = own[k];
        own[k] = last[k];
        last[k] = swapped;
      }
    }
  }
}
