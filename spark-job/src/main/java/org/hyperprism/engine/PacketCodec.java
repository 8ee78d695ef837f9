package org.hyperprism.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packets as bytes for the shuffle: int32 version, links, rows, parameters; then int32 sources,
 * int32 destinations, int32 rows, float64 weights of the links; then the float32 rows that links
 * name. Little-endian. Plain bytes cost the serialiser nothing.
 */
final class PacketCodec {

  private static final int VERSION = 1;
  private static final int HEADER = 4 * 4;
  private static final int BYTES_PER_LINK = 4 + 4 + 4 + 8;

  private PacketCodec() {}

  static byte[] encode(Packet packet, int parameters) {
    EdgeBlock.Edges edges = packet.edges();
    int links = edges.size();
    int[] rows = Arrays.stream(packet.row()).sorted().distinct().toArray();
    byte[] bytes =
        new byte
            [Math.toIntExact(
                HEADER + (long) BYTES_PER_LINK * links + 4L * rows.length * parameters)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(VERSION).putInt(links).putInt(rows.length).putInt(parameters);
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
    for (int row : rows) {
      FloatBytes.put(packet.models(), row * parameters, parameters, bytes, position);
      position += 4 * parameters;
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
    int[] source = ints(buffer, links);
    int[] destination = ints(buffer, links);
    int[] row = ints(buffer, links);
    double[] weight = new double[links];
    buffer.asDoubleBuffer().get(weight);
    float[] models = new float[rows * parameters];
    FloatBytes.get(bytes, buffer.position() + 8 * links, models, 0, models.length);
    return new Packet(new EdgeBlock.Edges(source, destination, weight), row, models);
  }

  private static int[] ints(ByteBuffer buffer, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffer.getInt();
    }
    return numbers;
  }
}
