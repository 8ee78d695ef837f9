package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.compute.Neighbourhood;

/** How models find their receivers: packets at the sender, neighbourhoods at the receiver. */
final class Routing {

  /** Keeps a packet far from the 2 GiB that an array can hold. */
  private static final long LARGEST_PACKET = 64L << 20;

  private Routing() {}

  /**
   * The packets from a block to another one, or to itself: every model at most once, cut where they
   * would grow too large. The packets refer to the block's own memory.
   */
  static List<Packet> packets(DeviceBlock block, EdgeBlock.Edges edges) {
    int devicesPerPacket = (int) Math.max(1, LARGEST_PACKET / (4L * block.parameters()));
    List<Packet> packets = new ArrayList<>();
    int from = 0;
    while (from < edges.size()) {
      int devices = 1;
      int to = from + 1;
      while (to < edges.size()) {
        boolean nextDevice = edges.source()[to] != edges.source()[to - 1];
        if (nextDevice && ++devices > devicesPerPacket) {
          break;
        }
        to++;
      }
      packets.add(packet(block, edges, from, to));
      from = to;
    }
    return packets;
  }

  private static Packet packet(DeviceBlock block, EdgeBlock.Edges edges, int from, int to) {
    int[] source = Arrays.copyOfRange(edges.source(), from, to);
    int[] row = new int[source.length];
    for (int e = 0; e < row.length; e++) {
      row[e] = source[e] - block.first();
    }
    EdgeBlock.Edges part =
        new EdgeBlock.Edges(
            source,
            Arrays.copyOfRange(edges.destination(), from, to),
            Arrays.copyOfRange(edges.weight(), from, to));
    return new Packet(part, row, block.vectors()[Algorithm.MODEL]);
  }

  /** The neighbourhoods of a block's devices, out of the packets that reached it. */
  static final class Inbox {
    private final DeviceBlock block;
    private final List<Packet> packets;
    private final int[] start;
    private final int[] packetOf;
    private final int[] edgeOf;

    /**
     * @param block the receivers
     * @param arrived packets from every block, in any order
     */
    Inbox(DeviceBlock block, List<Packet> arrived) {
      this.block = block;
      this.packets = arrived.stream().sorted(Comparator.comparingInt(Packet::firstSource)).toList();
      start = new int[block.count() + 1];
      for (Packet packet : packets) {
        for (int destination : packet.edges().destination()) {
          start[destination - block.first() + 1]++;
        }
      }
      for (int i = 0; i < block.count(); i++) {
        start[i + 1] += start[i];
      }
      packetOf = new int[start[block.count()]];
      edgeOf = new int[packetOf.length];
      int[] next = start.clone();
      for (int p = 0; p < packets.size(); p++) {
        int[] destination = packets.get(p).edges().destination();
        for (int e = 0; e < destination.length; e++) {
          int position = next[destination[e] - block.first()]++;
          packetOf[position] = p;
          edgeOf[position] = e;
        }
      }
    }

    /** Fills in the neighbours of the {@code index}-th receiver, and itself, by ascending id. */
    void neighbourhood(int index, Neighbourhood neighbourhood) {
      neighbourhood.clear();
      int self = block.first() + index;
      double selfWeight = 1 - sumOfWeights(index);
      boolean selfAdded = false;
      for (int position = start[index]; position < start[index + 1]; position++) {
        Packet packet = packets.get(packetOf[position]);
        int e = edgeOf[position];
        if (!selfAdded && packet.edges().source()[e] > self) {
          addSelf(index, selfWeight, neighbourhood);
          selfAdded = true;
        }
        neighbourhood.add(
            packet.models(), packet.row()[e] * block.parameters(), packet.edges().weight()[e]);
      }
      if (!selfAdded) {
        addSelf(index, selfWeight, neighbourhood);
      }
    }

    private void addSelf(int index, double weight, Neighbourhood neighbourhood) {
      neighbourhood.add(block.vectors()[Algorithm.MODEL], block.offset(index), weight);
    }

    private double sumOfWeights(int index) {
      double sum = 0;
      for (int position = start[index]; position < start[index + 1]; position++) {
        sum += packets.get(packetOf[position]).edges().weight()[edgeOf[position]];
      }
      return sum;
    }
  }
}
