package org.hyperprism.topology.schedule;

import java.util.Arrays;
import org.hyperprism.topology.Graph;

/** The links of a graph that is being made. */
final class LinkList {

  private static final int FIRST_CAPACITY = 64;

  private int[] firsts = new int[FIRST_CAPACITY];
  private int[] seconds = new int[FIRST_CAPACITY];
  private int size;

  /** Which links of a graph stay; asked in lexicographic order, first < second. */
  @FunctionalInterface
  interface LinkTest {
    boolean holds(int first, int second);
  }

  /** The graph without the links that fail a test. */
  static Graph kept(Graph graph, LinkTest test) {
    LinkList kept = new LinkList();
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        int j = graph.neighbour(i, e);
        if (i < j && test.holds(i, j)) {
          kept.add(i, j);
        }
      }
    }
    return kept.toGraph(graph.devices());
  }

  void add(int first, int second) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    firsts[size] = first;
    seconds[size++] = second;
  }

  int size() {
    return size;
  }

  int first(int link) {
    return firsts[link];
  }

  int second(int link) {
    return seconds[link];
  }

  /** Puts another link in the place of one. */
  void replace(int link, int first, int second) {
    firsts[link] = first;
    seconds[link] = second;
  }

  /** Lets two links change places. */
  void exchange(int link, int other) {
    int first = firsts[link];
    int second = seconds[link];
    replace(link, firsts[other], seconds[other]);
    replace(other, first, second);
  }

  Graph toGraph(int devices) {
    return Graph.of(devices, Arrays.copyOf(firsts, size), Arrays.copyOf(seconds, size));
  }
}
