package org.hyperprism.engine.disturbance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.hyperprism.compression.Compression;
import org.hyperprism.compression.MappedRange;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Method;
import org.hyperprism.method.Vector;
import org.hyperprism.method.Vector.Lifetime;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;

/**
 * What others have of each device, kept beside what it has: messages are differences to it, and
 * what they say is what is averaged.
 *
 * @param compression of the messages
 * @param method whose means they are for
 * @param layout of its vectors
 * @param plan with a kept vector for each that is sent
 * @param first number of these
 */
public record PublicCopies(
    Compression compression, Method method, ParameterLayout layout, VectorPlan plan, int first) {

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
    long number = (long) round * method.exchanges() + exchange;
    for (int i = 0; i < devices.count(); i++) {
      if (isSilent.test(i)) {
        continue;
      }
      List<MappedRange> maps = maps(devices, i, round);
      for (int s = 0; s < each; s++) {
        compression.send(
            devices.vectors()[plan.number(plan.sent().get(s))],
            devices.vectors()[first + s],
            devices.offset(i),
            difference,
            maps,
            devices.first() + i,
            number * each + s);
      }
    }
  }

  /** The maps of the index-th device's means. */
  private List<MappedRange> maps(DeviceBlock devices, int index, int round) {
    int scalars = index * devices.scalarsPerDevice();
    List<MappedRange> maps = new ArrayList<>();
    method
        .meanMaps(layout, round, devices.scalars(), scalars)
        .forEach((range, map) -> maps.add(new MappedRange(range.from(), range.to(), map)));
    return maps;
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
