package org.hyperprism.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packets as bytes for the shuffle: int32 version, links, rows, parameters, vectors, numbers; then
 * int32 sources, int32 destinations, int32 rows, float64 weights of the links; then of every row
 * that links name the float32 vectors and private numbers. Little-endian. Plain bytes cost the
 * serialiser nothing.
 */
final class PacketCodec {

  private static final int VERSION = 2;
  private static final int HEADER = 6 * 4;
  private static final int BYTES_PER_LINK = 4 + 4 + 4 + 8;

  private PacketCodec() {}

  /**
   * @param parameters length of each vector
   * @param sentNumbers how many private numbers of each row, from the first on, are sent
   */
  static byte[] encode(Packet packet, int parameters, int sentNumbers) {
    EdgeBlock.Edges edges = packet.edges();
    int links = edges.size();
    int vectors = packet.vectors().length;
    int[] rows = Arrays.stream(packet.row()).sorted().distinct().toArray();
    long bytesPerRow = 4L * vectors * parameters + 4L * sentNumbers;
    byte[] bytes =
        new byte
            [Math.toIntExact(HEADER + (long) BYTES_PER_LINK * links + bytesPerRow * rows.length)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(VERSION).putInt(links).putInt(rows.length);
    buffer.putInt(parameters).putInt(vectors).putInt(sentNumbers);
    for (int source : edges.source()) {
      buffer.putInt(source);
    }
    for (int destination : edges.destination()) {
      buffer.putInt(destination);
    }
    for (int row : packet.row()) {
      buffer.putInt(Arrays.binarySearch(rows, row));
    }
    for (double weight : edges.weight()) {
      buffer.putDouble(weight);
    }
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

  static Packet decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new IllegalStateException(
          ("a packet of version %d arrived; this build reads version %d: all executors must run the"
                  + " same build")
              .formatted(version, VERSION));
    }
    int links = buffer.getInt();
    int rows = buffer.getInt();
    int parameters = buffer.getInt();
    float[][] vectors = new float[buffer.getInt()][rows * parameters];
    int sentNumbers = buffer.getInt();
    float[] numbers = new float[rows * sentNumbers];
    int[] source = ints(buffer, links);
    int[] destination = ints(buffer, links);
    int[] row = ints(buffer, links);
    double[] weight = new double[links];
    buffer.asDoubleBuffer().get(weight);
    int position = buffer.position() + 8 * links;
    for (float[] vector : vectors) {
      FloatBytes.get(bytes, position, vector, 0, vector.length);
      position += 4 * vector.length;
    }
    FloatBytes.get(bytes, position, numbers, 0, numbers.length);
    return new Packet(
        new EdgeBlock.Edges(source, destination, weight), row, vectors, numbers, sentNumbers);
  }

  private static int[] ints(ByteBuffer buffer, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffer.getInt();
    }
    return numbers;
  }
}
