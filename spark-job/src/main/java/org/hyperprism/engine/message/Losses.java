package org.hyperprism.engine.message;

import java.util.BitSet;
import org.hyperprism.topology.Graph;

/**
 * What the devices of a block know of the messages of an exchange that were lost: of those to them
 * always, and of those from them if messages are acknowledged.
 */
public final class Losses {

  private final MessageLoss loss;
  private final boolean bothWays;

  /** int[devices of the block + 1]: where the messages from each begin; empty if none is known. */
  private final int[] start;

  /** boolean[messages from the block], of each device in ascending receiver. */
  private final boolean[] lostOnTheWayOut;

  private Losses(MessageLoss loss, boolean bothWays, int[] start, boolean[] lostOnTheWayOut) {
    this.loss = loss;
    this.bothWays = bothWays;
    this.start = start;
    this.lostOnTheWayOut = lostOnTheWayOut;
  }

  /** Losses of which a sender hears nothing. */
  public static Losses unnoticed(MessageLoss loss) {
    return new Losses(loss, false, new int[0], new boolean[0]);
  }

  /**
   * Losses of which both ends know, as every message is acknowledged and no acknowledgement is
   * lost.
   *
   * @param graph the round's
   * @param first the block's first device
   * @param count devices of the block
   */
  public static Losses acknowledged(MessageLoss loss, Graph graph, int first, int count) {
    int[] start = new int[count + 1];
    for (int index = 0; index < count; index++) {
      start[index + 1] = start[index] + graph.reversed().degree(first + index);
    }
    int[] next = start.clone();
    boolean[] lost = new boolean[start[count]];
    boolean[] row = new boolean[graph.largestDegree()];
    BitSet receivers = new BitSet();
    for (int sender = first; sender < first + count; sender++) {
      for (int e = 0; e < graph.reversed().degree(sender); e++) {
        receivers.set(graph.reversed().neighbour(sender, e));
      }
    }
    // Receivers ascend, and so do those of each sender.
    for (int receiver = receivers.nextSetBit(0);
        receiver >= 0;
        receiver = receivers.nextSetBit(receiver + 1)) {
      loss.mark(receiver, row, 0, graph.degree(receiver));
      for (int n = 0; n < graph.degree(receiver); n++) {
        int index = graph.neighbour(receiver, n) - first;
        if (index >= 0 && index < count) {
          lost[next[index]++] = row[n];
        }
      }
    }
    return new Losses(loss, !graph.isDirected(), start, lost);
  }

  /** Whether senders know. */
  boolean areAcknowledged() {
    return start.length > 0;
  }

  /** Whether both ends of every link know of the messages either way. */
  boolean areSharedByBothEnds() {
    return bothWays;
  }

  /** Marks the lost ones of a receiver's messages, in ascending sender. */
  void markReceived(int receiver, boolean[] lost, int count) {
    loss.mark(receiver, lost, 0, count);
  }

  /**
   * Marks, besides, the messages whose answer was lost: the {@code index}-th device of the block
   * knows of its own to the same neighbours.
   */
  void markSent(int index, boolean[] lost) {
    for (int n = 0; n < start[index + 1] - start[index]; n++) {
      lost[n] |= lostOnTheWayOut[start[index] + n];
    }
  }

  /** Messages from the {@code index}-th device of the block that it knows to be lost. */
  int lostFrom(int index) {
    int lost = 0;
    for (int message = start[index]; message < start[index + 1]; message++) {
      lost += lostOnTheWayOut[message] ? 1 : 0;
    }
    return lost;
  }
}
