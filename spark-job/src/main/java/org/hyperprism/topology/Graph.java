package org.hyperprism.topology;

import java.util.Arrays;

/**
 * A graph over devices 0..m-1 without self-links or double links. Its links carry both ways, unless
 * it is {@linkplain #directed directed}: then a device has neighbours, from which it hears, and
 * receivers, which hear it.
 *
 * <p>Neighbours are held as one sorted array, cut by offsets: those of device i stand at {@code
 * [offsets[i], offsets[i+1])} in ascending id.
 */
public final class Graph {

  private final int[] offsets;
  private final int[] neighbours;
  private final int largestDegree;

  /** The graph with every link turned round; this one where links carry both ways. */
  private final Graph reversed;

  private Graph(int[] offsets, int[] neighbours) {
    this.offsets = offsets;
    this.neighbours = neighbours;
    this.largestDegree = largestDegree(offsets);
    this.reversed = this;
  }

  /** A directed graph and, as the other's, its reversed one. */
  private Graph(int devices, int[] senders, int[] receivers) {
    this.offsets = offsets(devices, receivers);
    this.neighbours = sorted(offsets, receivers, senders);
    this.largestDegree = largestDegree(offsets);
    this.reversed = new Graph(devices, senders, receivers, this);
  }

  private Graph(int devices, int[] senders, int[] receivers, Graph reversed) {
    this.offsets = offsets(devices, senders);
    this.neighbours = sorted(offsets, senders, receivers);
    this.largestDegree = largestDegree(offsets);
    this.reversed = reversed;
  }

  private static int largestDegree(int[] offsets) {
    int largest = 0;
    for (int i = 0; i + 1 < offsets.length; i++) {
      largest = Math.max(largest, offsets[i + 1] - offsets[i]);
    }
    return largest;
  }

  /**
   * The graph with the given links.
   *
   * @param devices number of devices m, >= 0
   * @param firsts one end of each link, in [0, m)
   * @param seconds the other end of each link; each link is given once, in either direction
   * @throws IllegalArgumentException on a self-link, a double link or an unknown device
   */
  public static Graph of(int devices, int[] firsts, int[] seconds) {
    int[] froms = concatenate(firsts, seconds);
    int[] offsets = offsets(devices, froms);
    return new Graph(offsets, sorted(offsets, froms, concatenate(seconds, firsts)));
  }

  /**
   * The graph whose links carry one way; two devices may have one link each way.
   *
   * @param devices number of devices m, >= 0
   * @param senders the end of each link that is heard, in [0, m)
   * @param receivers the end of each link that hears, in [0, m)
   * @throws IllegalArgumentException on a self-link, a double link or an unknown device
   */
  public static Graph directed(int devices, int[] senders, int[] receivers) {
    return new Graph(devices, senders, receivers);
  }

  private static int[] concatenate(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Where the links from each device begin. */
  private static int[] offsets(int devices, int[] froms) {
    int[] offsets = new int[devices + 1];
    for (int from : froms) {
      offsets[from + 1]++;
    }
    for (int i = 0; i < devices; i++) {
      offsets[i + 1] += offsets[i];
    }
    return offsets;
  }

  /** The far ends of the links from each device, ascending. */
  private static int[] sorted(int[] offsets, int[] froms, int[] tos) {
    int devices = offsets.length - 1;
    int[] next = Arrays.copyOf(offsets, devices);
    int[] ends = new int[froms.length];
    for (int e = 0; e < froms.length; e++) {
      if (froms[e] == tos[e]) {
        throw new IllegalArgumentException("device %d is linked to itself".formatted(froms[e]));
      }
      ends[next[froms[e]]++] = tos[e];
    }
    for (int i = 0; i < devices; i++) {
      Arrays.sort(ends, offsets[i], offsets[i + 1]);
      for (int e = offsets[i] + 1; e < offsets[i + 1]; e++) {
        if (ends[e] == ends[e - 1]) {
          throw new IllegalArgumentException(
              "devices %d and %d are linked twice".formatted(i, ends[e]));
        }
      }
    }
    return ends;
  }

  /** Number of devices m. */
  public int devices() {
    return offsets.length - 1;
  }

  /** Whether links carry one way. */
  public boolean isDirected() {
    return reversed != this;
  }

  /**
   * The graph with every link turned round: the neighbours of a device there are its receivers
   * here. The same one where links carry both ways.
   */
  public Graph reversed() {
    return reversed;
  }

  /** Whether another graph has the same devices and links. */
  public boolean hasLinksOf(Graph other) {
    return Arrays.equals(offsets, other.offsets) && Arrays.equals(neighbours, other.neighbours);
  }

  /** Number of links that carry both ways; those of a directed graph count half. */
  public long links() {
    return neighbours.length / 2;
  }

  /** Number of neighbours N_i of a device, from which it hears; itself not counted. */
  public int degree(int device) {
    return offsets[device + 1] - offsets[device];
  }

  /** The largest number of neighbours of any device; 0 without links. */
  public int largestDegree() {
    return largestDegree;
  }

  /** The {@code index}-th neighbour of a device, in ascending id. */
  public int neighbour(int device, int index) {
    return neighbours[offsets[device] + index];
  }

  /**
   * The connected component of every device, named by the lowest id in it, as {@code
   * int32[devices]}; in a directed graph by links either way.
   */
  public int[] components() {
    int[] component = new int[devices()];
    Arrays.fill(component, -1);
    int[] queue = new int[devices()];
    for (int first = 0; first < devices(); first++) {
      if (component[first] >= 0) {
        continue;
      }
      component[first] = first;
      queue[0] = first;
      for (int next = 0, reached = 1; next < reached; next++) {
        reached = reach(queue[next], component, queue, reached);
        if (isDirected()) {
          reached = reversed.reach(queue[next], component, queue, reached);
        }
      }
    }
    return component;
  }

  /** Adds the neighbours that are in no component yet to that of a device and to the queue. */
  private int reach(int device, int[] component, int[] queue, int reached) {
    int end = reached;
    for (int e = 0; e < degree(device); e++) {
      int neighbour = neighbour(device, e);
      if (component[neighbour] < 0) {
        component[neighbour] = component[device];
        queue[end++] = neighbour;
      }
    }
    return end;
  }
}
