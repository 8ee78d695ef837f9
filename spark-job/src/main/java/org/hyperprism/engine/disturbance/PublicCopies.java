package org.hyperprism.engine.disturbance;

import java.util.function.IntPredicate;
import org.hyperprism.compression.Compression;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Vector;
import org.hyperprism.method.Vector.Lifetime;
import org.hyperprism.method.VectorPlan;

/**
 * What others have of each device, kept beside what it has: messages are differences to it, and
 * what they say is what is averaged.
 *
 * @param compression of the messages
 * @param plan with a kept vector for each that is sent
 * @param first number of these
 * @param exchanges in a round, >= 1
 */
public record PublicCopies(Compression compression, VectorPlan plan, int first, int exchanges) {

  /**
   * The devices before the first round: all know what they begin with, where that is the same, and
   * nothing otherwise.
   */
  public DeviceBlock begin(DeviceBlock start, boolean isCommon) {
    DeviceBlock devices = start.copyWithVectors(plan.kept());
    for (int s = 0; s < plan.sent().size() && isCommon; s++) {
      Vector vector = plan.sent().get(s);
      if (vector.lifetime() == Lifetime.KEPT) {
        float[] sent = devices.vectors()[plan.number(vector)];
        System.arraycopy(sent, 0, devices.vectors()[first + s], 0, sent.length);
      }
    }
    return devices;
  }

  /**
   * Before an exchange: brings the copies up to date with what the messages say.
   *
   * @param devices changed
   * @param exchange of the round, from 0
   * @param isSilent whether the index-th device of the block sends nothing
   */
  public void beforeSending(DeviceBlock devices, int round, int exchange, IntPredicate isSilent) {
    float[] difference = new float[devices.parameters()];
    int each = plan.sent().size();
    long number = (long) round * exchanges + exchange;
    for (int i = 0; i < devices.count(); i++) {
      for (int s = 0; s < each && !isSilent.test(i); s++) {
        compression.send(
            devices.vectors()[plan.number(plan.sent().get(s))],
            devices.vectors()[first + s],
            devices.offset(i),
            difference,
            devices.first() + i,
            number * each + s);
      }
    }
  }

  /** The copies of a block's devices, for each vector that is sent; the block's own arrays. */
  public float[][] of(DeviceBlock devices) {
    float[][] copies = new float[plan.sent().size()][];
    System.arraycopy(devices.vectors(), first, copies, 0, copies.length);
    return copies;
  }

  /** A block with the copies in the places of what they are copies of; nothing is copied. */
  public DeviceBlock shown(DeviceBlock devices) {
    float[][] vectors = devices.vectors().clone();
    for (int s = 0; s < plan.sent().size(); s++) {
      vectors[plan.number(plan.sent().get(s))] = vectors[first + s];
    }
    return new DeviceBlock(
        devices.first(), devices.count(), devices.parameters(), vectors, devices.scalars());
  }
}
