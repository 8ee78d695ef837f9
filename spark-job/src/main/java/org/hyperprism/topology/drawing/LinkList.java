package org.hyperprism.topology.drawing;

import java.util.Arrays;
import org.hyperprism.topology.Graph;

/** The links of a graph that is being made. */
public final class LinkList {

  private static final int FIRST_CAPACITY = 64;

  private int[] firsts = new int[FIRST_CAPACITY];
  private int[] seconds = new int[FIRST_CAPACITY];
  private int size;

  /**
   * Which links of a graph stay; asked in lexicographic order, first < second, of a directed graph
   * with the receiver first.
   */
  @FunctionalInterface
  public interface LinkTest {
    /** Whether the link of {@code first} and {@code second} stays. */
    boolean holds(int first, int second);
  }

  /** The links of {@code graph} that pass a test, as a graph of the same devices. */
  public static Graph kept(Graph graph, LinkTest test) {
    LinkList kept = new LinkList();
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        int j = graph.neighbour(i, e);
        if ((i < j || graph.isDirected()) && test.holds(i, j)) {
          kept.add(i, j);
        }
      }
    }
    return graph.isDirected()
        ? Graph.directed(graph.devices(), kept.seconds(), kept.firsts())
        : kept.toGraph(graph.devices());
  }

  private int[] firsts() {
    return Arrays.copyOf(firsts, size);
  }

  private int[] seconds() {
    return Arrays.copyOf(seconds, size);
  }

  /** Adds a link, in either order; at most once each. */
  public void add(int first, int second) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    firsts[size] = first;
    seconds[size++] = second;
  }

  /** Links so far. */
  public int size() {
    return size;
  }

  /** One device of the link of a number, from 0 on. */
  public int first(int link) {
    return firsts[link];
  }

  /** The other device of the link of a number, from 0 on. */
  public int second(int link) {
    return seconds[link];
  }

  /** Puts another link in the place of one. */
  public void replace(int link, int first, int second) {
    firsts[link] = first;
    seconds[link] = second;
  }

  /** Lets two links change places. */
  public void exchange(int link, int other) {
    int first = firsts[link];
    int second = seconds[link];
    replace(link, firsts[other], seconds[other]);
    replace(other, first, second);
  }

  /** The graph of all links so far; needs no order of them. */
  public Graph toGraph(int devices) {
    return Graph.of(devices, firsts(), seconds());
  }
}
