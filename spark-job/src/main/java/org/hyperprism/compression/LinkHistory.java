package org.hyperprism.compression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.hyperprism.topology.Graph;

/**
 * What each receiver has missed of each sender's messages, and so what the next one costs it. A
 * receiver whose link was down, or whose message was lost, gets what it missed with the next
 * message. It follows from the links, the losses and who pauses alone, round after round from the
 * first.
 */
public final class LinkHistory {

  /** Which messages are lost on their way. */
  @FunctionalInterface
  public interface Losses extends Serializable {

    /** Nothing is lost. */
    Losses NONE = (exchange, receiver, lost, count) -> Arrays.fill(lost, 0, count, false);

    /**
     * Marks the lost ones of a receiver's messages.
     *
     * @param exchange exchanges of the run before this one
     * @param lost one mark per message, in ascending sender
     * @param count messages to the receiver
     */
    void mark(long exchange, int receiver, boolean[] lost, int count);
  }

  private final MessageBytes bytes;
  private final int exchanges;
  private final Losses losses;

  /** Messages that each device has made so far. */
  private final long[] made;

  /** What each receiver knows of. */
  private final KnownMessages[] heard;

  private int latest;

  /**
   * Before the first round, when every device knows what all others begin with.
   *
   * @param bytes of the messages of an exchange
   * @param exchanges in a round, >= 1
   * @param losses which messages are lost
   * @param devices in the run, >= 1
   */
  public LinkHistory(MessageBytes bytes, int exchanges, Losses losses, int devices) {
    this.bytes = bytes;
    this.exchanges = exchanges;
    this.losses = losses;
    this.made = new long[devices];
    this.heard = new KnownMessages[devices];
    Arrays.setAll(heard, receiver -> new KnownMessages());
  }

  /** The latest round that was added; 0 before the first. */
  public int latest() {
    return latest;
  }

  /**
   * Bytes of a round that might come next, which is not added.
   *
   * @param graph of the round
   * @param pauses devices that make no messages
   * @return of the messages to each receiver, in ascending sender, all exchanges together
   */
  public long[][] next(Graph graph, IntPredicate pauses) {
    return round(graph, pauses, false);
  }

  /** What {@link #next} gives, of the round that does come next, which is added. */
  public long[][] add(Graph graph, IntPredicate pauses) {
    long[][] each = round(graph, pauses, true);
    latest++;
    for (int device = 0; device < made.length; device++) {
      made[device] += pauses.test(device) ? 0 : exchanges;
    }
    return each;
  }

  private long[][] round(Graph graph, IntPredicate pauses, boolean added) {
    long[][] each = new long[made.length][];
    boolean[] lost = new boolean[graph.largestDegree()];
    for (int receiver = 0; receiver < made.length; receiver++) {
      int degree = graph.degree(receiver);
      each[receiver] = new long[degree];
      long[] known = heard[receiver].of(graph, receiver);
      for (int exchange = 0; exchange < exchanges; exchange++) {
        losses.mark((long) (latest + 1) * exchanges + exchange, receiver, lost, degree);
        for (int n = 0; n < degree; n++) {
          int sender = graph.neighbour(receiver, n);
          if (!pauses.test(sender) && !pauses.test(receiver)) {
            each[receiver][n] += bytes.after(made[sender] + exchange - known[n]);
            known[n] = lost[n] ? known[n] : made[sender] + exchange + 1;
          }
        }
      }
      if (added) {
        heard[receiver].update(graph, receiver, known, made, bytes.mostMissed());
      }
    }
    return each;
  }
}
