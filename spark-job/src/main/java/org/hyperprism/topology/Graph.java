package org.hyperprism.topology;

import java.util.Arrays;

/**
 * An undirected graph over devices 0..m-1 without self-links or double links.
 *
 * <p>Neighbours are held as one sorted array, cut by offsets: those of device i stand at {@code
 * [offsets[i], offsets[i+1])} in ascending id.
 */
public final class Graph {

  private final int[] offsets;
  private final int[] neighbours;
  private final int largestDegree;

  private Graph(int[] offsets, int[] neighbours) {
    this.offsets = offsets;
    this.neighbours = neighbours;
    int largest = 0;
    for (int i = 0; i + 1 < offsets.length; i++) {
      largest = Math.max(largest, offsets[i + 1] - offsets[i]);
    }
    this.largestDegree = largest;
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
    int[] offsets = new int[devices + 1];
    for (int e = 0; e < firsts.length; e++) {
      if (firsts[e] == seconds[e]) {
        throw new IllegalArgumentException("device %d is linked to itself".formatted(firsts[e]));
      }
      offsets[firsts[e] + 1]++;
      offsets[seconds[e] + 1]++;
    }
    for (int i = 0; i < devices; i++) {
      offsets[i + 1] += offsets[i];
    }
    int[] next = Arrays.copyOf(offsets, devices);
    int[] neighbours = new int[2 * firsts.length];
    for (int e = 0; e < firsts.length; e++) {
      neighbours[next[firsts[e]]++] = seconds[e];
      neighbours[next[seconds[e]]++] = firsts[e];
    }
    for (int i = 0; i < devices; i++) {
      Arrays.sort(neighbours, offsets[i], offsets[i + 1]);
      for (int e = offsets[i] + 1; e < offsets[i + 1]; e++) {
        if (neighbours[e] == neighbours[e - 1]) {
          throw new IllegalArgumentException(
              "devices %d and %d are linked twice".formatted(i, neighbours[e]));
        }
      }
    }
    return new Graph(offsets, neighbours);
  }

  /** Number of devices m. */
  public int devices() {
    return offsets.length - 1;
  }

  /** Number of undirected links. */
  public long links() {
    return neighbours.length / 2;
  }

  /** Number of neighbours N_i of a device, itself not counted. */
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
   * int32[devices]}.
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
        for (int e = 0; e < degree(queue[next]); e++) {
          int neighbour = neighbour(queue[next], e);
          if (component[neighbour] < 0) {
            component[neighbour] = first;
            queue[reached++] = neighbour;
          }
        }
      }
    }
    return component;
  }
}
