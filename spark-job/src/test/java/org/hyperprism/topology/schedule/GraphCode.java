package org.hyperprism.topology.schedule;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.hyperprism.topology.Graph;

/** Numbers that stand for a graph in tests. */
public final class GraphCode {

  private GraphCode() {}

  /** CRC-32 of all links, both ways, by ascending device. */
  public static long crc(Graph graph) {
    CRC32 crc = new CRC32();
    ByteBuffer pair = ByteBuffer.allocate(8);
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        crc.update(pair.clear().putInt(i).putInt(graph.neighbour(i, e)).array());
      }
    }
    return crc.getValue();
  }

  /** Every graph of at most 7 devices has its own code. */
  static long bits(Graph graph) {
    long code = 0;
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        code |= 1L << (i * graph.devices() + graph.neighbour(i, e));
      }
    }
    return code;
  }

  static boolean areLinked(Graph graph, int device, int other) {
    for (int e = 0; e < graph.degree(device); e++) {
      if (graph.neighbour(device, e) == other) {
        return true;
      }
    }
    return false;
  }

  static boolean isConnected(Graph graph) {
    for (int component : graph.components()) {
      if (component != 0) {
        return false;
      }
    }
    return true;
  }
}
