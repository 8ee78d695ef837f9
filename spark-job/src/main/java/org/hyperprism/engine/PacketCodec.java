package org.hyperprism.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Packets as bytes for the shuffle: int32 version, senders, parameters, vectors, numbers; int32 ids
 * of the senders in ascending order; then of every sender the float32 vectors and private numbers.
 * Little-endian. Plain bytes cost the serialiser nothing.
 *
 * <p>The links are left out: the receiver knows its round's links as well as the sender, and so
 * what is shuffled does not grow with them.
 */
final class PacketCodec {

  private static final int VERSION = 3;
  private static final int HEADER = 5 * 4;

  private PacketCodec() {}

  /**
   * @param parameters length of each vector
   * @param sentNumbers how many private numbers of each sender, from the first on, are sent
   */
  static byte[] encode(Packet packet, int parameters, int sentNumbers) {
    int[] source = packet.edges().source();
    int[] senders = Arrays.stream(source).distinct().toArray();
    int vectors = packet.vectors().length;
    long bytesPerSender = 4L + 4L * vectors * parameters + 4L * sentNumbers;
    byte[] bytes = new byte[Math.toIntExact(HEADER + bytesPerSender * senders.length)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(VERSION).putInt(senders.length);
    buffer.putInt(parameters).putInt(vectors).putInt(sentNumbers);
    for (int sender : senders) {
      buffer.putInt(sender);
    }
    int[] rows = Arrays.stream(packet.row()).distinct().toArray();
    int position = buffer.position();
    for (float[] vector : packet.vectors()) {
      for (int row : rows) {
        FloatBytes.put(vector, row * parameters, parameters, bytes, position);
        position += 4 * parameters;
      }
    }
    for (int row : rows) {
      FloatBytes.put(packet.numbers(), row * packet.stride(), sentNumbers, bytes, position);
      position += 4 * sentNumbers;
    }
    return bytes;
  }

  /**
   * @param links the links that lead from some devices, in ascending order, to the receiving block
   */
  static Packet decode(byte[] bytes, Function<int[], EdgeBlock.Edges> links) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new IllegalStateException(
          ("a packet of version %d arrived; this build reads version %d: all executors must run the"
                  + " same build")
              .formatted(version, VERSION));
    }
    int rows = buffer.getInt();
    int parameters = buffer.getInt();
    float[][] vectors = new float[buffer.getInt()][rows * parameters];
    int sentNumbers = buffer.getInt();
    float[] numbers = new float[rows * sentNumbers];
    int[] senders = ints(buffer, rows);
    int position = buffer.position();
    for (float[] vector : vectors) {
      FloatBytes.get(bytes, position, vector, 0, vector.length);
      position += 4 * vector.length;
    }
    FloatBytes.get(bytes, position, numbers, 0, numbers.length);
    EdgeBlock.Edges edges = links.apply(senders);
    int[] row = new int[edges.size()];
    for (int e = 0; e < row.length; e++) {
      row[e] = Arrays.binarySearch(senders, edges.source()[e]);
    }
    return new Packet(edges, row, vectors, numbers, sentNumbers);
  }

  private static int[] ints(ByteBuffer buffer, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffer.getInt();
    }
    return numbers;
  }
}
