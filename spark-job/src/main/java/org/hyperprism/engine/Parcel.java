package org.hyperprism.engine;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a {@link Packet} is on its way to another partition: its senders and what they send, without
 * the links. The receiver knows its round's links as well as the sender, and so what is shuffled
 * does not grow with them.
 *
 * @param senders ids, ascending
 * @param rows for each sender its row of {@code vectors} and {@code numbers}
 * @param parameters length of a row of the vectors
 * @param vectors for each sent vector float[rows][parameters], row-major
 * @param numbers float[rows][stride] private numbers, row-major
 * @param stride private numbers per row
 * @param sentNumbers how many of them, from the first on, are sent
 */
record Parcel(
    int[] senders,
    int[] rows,
    int parameters,
    float[][] vectors,
    float[] numbers,
    int stride,
    int sentNumbers) {

  /** Refers to the packet's own memory. */
  static Parcel of(Packet packet, int parameters, int sentNumbers) {
    return new Parcel(
        Arrays.stream(packet.edges().source()).distinct().toArray(),
        Arrays.stream(packet.row()).distinct().toArray(),
        parameters,
        packet.vectors(),
        packet.numbers(),
        packet.stride(),
        sentNumbers);
  }

  /** One that has arrived: row k is the k-th sender's, and it holds nothing but what was sent. */
  static Parcel arrived(int[] senders, int parameters, float[][] vectors, float[] numbers) {
    int sentNumbers = numbers.length / senders.length;
    return new Parcel(
        senders,
        IntStream.range(0, senders.length).toArray(),
        parameters,
        vectors,
        numbers,
        sentNumbers,
        sentNumbers);
  }

  /**
   * The packet again; refers to the parcel's own memory.
   *
   * @param links the links that lead from some devices, in ascending order, to the receiving block
   */
  Packet packet(Function<int[], EdgeBlock.Edges> links) {
    EdgeBlock.Edges edges = links.apply(senders);
    int[] row = new int[edges.size()];
    for (int e = 0; e < row.length; e++) {
      row[e] = rows[Arrays.binarySearch(senders, edges.source()[e])];
    }
    return new Packet(edges, row, vectors, numbers, stride);
  }
}
