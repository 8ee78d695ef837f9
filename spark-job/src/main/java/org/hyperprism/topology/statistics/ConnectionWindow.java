package org.hyperprism.topology.statistics;

import java.util.Arrays;
import java.util.OptionalInt;
import org.hyperprism.topology.Graph;

/**
 * The smallest window B such that the union of the graphs of any B consecutive rounds is connected.
 *
 * <p>Keeps a spanning forest of the rounds so far in which links are as recent as can be; its
 * oldest link says how far back from each round one must look. A round costs its links and the
 * devices.
 */
final class ConnectionWindow {

  private final int devices;
  private final int[] parent;

  /** The forest's links, most recent first. */
  private int[] firsts = new int[0];

  private int[] seconds = new int[0];
  private int[] rounds = new int[0];

  /** For each round so far, how many rounds back to it make a connected union; 0 if none do. */
  private int[] needed = new int[16];

  private int count;

  ConnectionWindow(int devices) {
    this.devices = devices;
    this.parent = new int[devices];
  }

  /** The next round. */
  void add(Graph graph) {
    count++;
    int most = Math.max(0, devices - 1);
    int[] newFirsts = new int[most];
    int[] newSeconds = new int[most];
    int[] newRounds = new int[most];
    int kept = 0;
    Arrays.setAll(parent, device -> device);
    // Kruskal's algorithm with the most recent links first: those of this round, then the forest's.
    for (int device = 0; device < devices && kept < most; device++) {
      for (int e = 0; e < graph.degree(device) && kept < most; e++) {
        int neighbour = graph.neighbour(device, e);
        if (neighbour > device && join(device, neighbour)) {
          newFirsts[kept] = device;
          newSeconds[kept] = neighbour;
          newRounds[kept++] = count;
        }
      }
    }
    for (int old = 0; old < rounds.length && kept < most; old++) {
      if (join(firsts[old], seconds[old])) {
        newFirsts[kept] = firsts[old];
        newSeconds[kept] = seconds[old];
        newRounds[kept++] = rounds[old];
      }
    }
    firsts = Arrays.copyOf(newFirsts, kept);
    seconds = Arrays.copyOf(newSeconds, kept);
    rounds = Arrays.copyOf(newRounds, kept);
    if (count > needed.length) {
      needed = Arrays.copyOf(needed, 2 * needed.length);
    }
    if (kept == most) {
      needed[count - 1] = kept == 0 ? 1 : count - rounds[kept - 1] + 1;
    }
  }

  /** B; empty if not even the union of all rounds is connected, or there are none. */
  OptionalInt smallest() {
    OptionalInt smallest = OptionalInt.empty();
    int longest = 0;
    // B serves if every round from the B-th on needs no more than B rounds back.
    for (int round = count; round >= 1 && needed[round - 1] > 0; round--) {
      longest = Math.max(longest, needed[round - 1]);
      if (longest <= round) {
        smallest = OptionalInt.of(round);
      }
    }
    return smallest;
  }

  private boolean join(int one, int other) {
    int first = root(one);
    int second = root(other);
    parent[first] = second;
    return first != second;
  }

  private int root(int device) {
    int at = device;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
