package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.method.VectorPlan;

/** How models find their receivers: packets at the sender; {@link Inbox} is the receiver's side. */
final class Routing {

  /** Keeps a packet far from the 2 GiB that an array can hold. */
  private static final long LARGEST_PACKET = 64L << 20;

  private Routing() {}

  /**
   * The packets from a block to another one, or to itself: every device at most once, cut where
   * they would grow too large. The packets refer to the block's own memory.
   */
  static List<Packet> packets(DeviceBlock block, VectorPlan plan, EdgeBlock.Edges edges) {
    long bytesPerDevice = 4L * block.parameters() * Math.max(1, plan.sent().size());
    int devicesPerPacket = (int) Math.max(1, LARGEST_PACKET / bytesPerDevice);
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
      packets.add(packet(block, plan, edges, from, to));
      from = to;
    }
    return packets;
  }

  private static Packet packet(
      DeviceBlock block, VectorPlan plan, EdgeBlock.Edges edges, int from, int to) {
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
    return new Packet(part, row, sentVectors(block, plan), block.memory(), block.numbers());
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
