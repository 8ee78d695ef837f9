package org.hyperprism.engine.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.method.VectorPlan;

/**
 * What devices of one block send to those of another, or of the same, in one exchange: the rows of
 * each device once, however many of its neighbours are there. Links do not travel: the receiver has
 * them in its {@link EdgeBlock}, and so what is shuffled does not grow with them.
 *
 * @param devices ids of the senders, ascending; at least one
 * @param first the device of row 0, where the rows are those of the sender's whole block; {@link
 *     #PACKED} where row k is that of the k-th sender and there are no others
 * @param parameters length of a row of the vectors
 * @param vectors for each sent vector float[rows][parameters], row-major
 * @param scalars float[rows][stride] scalars, row-major
 * @param stride scalars per row
 * @param sentScalars how many of them, from the first on, are sent
 */
public record Message(
    int[] devices,
    int first,
    int parameters,
    float[][] vectors,
    float[] scalars,
    int stride,
    int sentScalars)
    implements KnownSizeEstimation {

  /** In place of {@link #first()}: the rows are the senders' alone. */
  static final int PACKED = -1;

  /** Keeps a message far from the 2 GiB that an array can hold. */
  private static final long LARGEST_BYTES = 64L << 20;

  /**
   * From some devices of a block; refers to the block's memory.
   *
   * @param plan which of the vectors and scalars are sent
   * @param devices ids of the senders, ascending; at least one
   */
  public static Message of(DeviceBlock block, VectorPlan plan, int[] devices) {
    return new Message(
        devices,
        block.first(),
        block.parameters(),
        sentVectors(block, plan),
        block.scalars(),
        block.scalarsPerDevice(),
        plan.sentScalars());
  }

  /**
   * The same from any number of devices: none of nobody, and several where one would grow too large
   * to be written.
   *
   * @param plan which of the vectors and scalars are sent
   * @param devices ids of the senders, ascending
   */
  public static List<Message> cut(DeviceBlock block, VectorPlan plan, int[] devices) {
    long bytesPerDevice = 4L * block.parameters() * Math.max(1, plan.sent().size());
    int devicesPerMessage = (int) Math.max(1, LARGEST_BYTES / bytesPerDevice);
    List<Message> messages = new ArrayList<>();
    for (int from = 0; from < devices.length; from += devicesPerMessage) {
      int to = Math.min(devices.length, from + devicesPerMessage);
      messages.add(of(block, plan, Arrays.copyOfRange(devices, from, to)));
    }
    return messages;
  }

  /** One that has been read: row k is the k-th sender's, and it holds nothing but what was sent. */
  static Message arrived(int[] devices, int parameters, float[][] vectors, float[] scalars) {
    int sentScalars = scalars.length / devices.length;
    return new Message(devices, PACKED, parameters, vectors, scalars, sentScalars, sentScalars);
  }

  /**
   * The bytes of the ids alone: what is sent lies in the block, which Spark has counted already.
   * Spark's sorter asks; it would drop cached blocks to make room for what is there anyhow.
   */
  @Override
  public long estimatedSize() {
    return (long) Integer.BYTES * devices.length;
  }

  /** The row of the {@code k}-th sender. */
  int row(int k) {
    return first == PACKED ? k : devices[k] - first;
  }

  /** The vectors of a block that travel, in the order in which the plan names them. */
  static float[][] sentVectors(DeviceBlock block, VectorPlan plan) {
    float[][] sent = new float[plan.sent().size()][];
    for (int s = 0; s < sent.length; s++) {
      sent[s] = block.vectors()[plan.number(plan.sent().get(s))];
    }
    return sent;
  }
}
