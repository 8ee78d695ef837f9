package org.hyperprism.compression;

import java.util.Arrays;
import org.hyperprism.topology.Graph;

/**
 * How many of the messages of each sender one receiver knows of. Senders of which it knows none
 * take no memory.
 */
final class KnownMessages {

  /** Ascending. */
  private int[] senders = {};

  /** long[senders]: each > 0. */
  private long[] counts = {};

  /** Those of the receiver's neighbours in a graph: long[degree], in ascending sender. */
  long[] of(Graph graph, int receiver) {
    long[] known = new long[graph.degree(receiver)];
    int place = 0;
    for (int n = 0; n < known.length; n++) {
      int sender = graph.neighbour(receiver, n);
      while (place < senders.length && senders[place] < sender) {
        place++;
      }
      known[n] = place < senders.length && senders[place] == sender ? counts[place] : 0;
    }
    return known;
  }

  /**
   * Takes up what is known of neighbours, and forgets other senders of which so much was missed
   * that it does not matter how much.
   *
   * @param known as {@link #of} has it
   * @param made messages of each device so far
   * @param most missed messages that matter, >= 0
   */
  void update(Graph graph, int receiver, long[] known, long[] made, long most) {
    int[] allSenders = new int[senders.length + known.length];
    long[] allCounts = new long[allSenders.length];
    int size = 0;
    int place = 0;
    for (int n = 0; n <= known.length; n++) {
      int next = n < known.length ? graph.neighbour(receiver, n) : Integer.MAX_VALUE;
      for (; place < senders.length && senders[place] <= next; place++) {
        int sender = senders[place];
        if (sender < next && made[sender] - counts[place] <= most) {
          allSenders[size] = sender;
          allCounts[size++] = counts[place];
        }
      }
      if (n < known.length && known[n] > 0) {
        allSenders[size] = next;
        allCounts[size++] = known[n];
      }
    }
    senders = Arrays.copyOf(allSenders, size);
    counts = Arrays.copyOf(allCounts, size);
  }
}
