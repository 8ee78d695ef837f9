package org.hyperprism.topology.derived;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/**
 * Each round a random maximal matching of another schedule's graph: every device has at most one
 * link, and no two linked devices are both left without. Devices choose one after the other in a
 * random order; one that is still free takes a free neighbour, uniformly.
 *
 * @param available the links to choose from
 * @param random the experiment's streams; {@link Purpose#MATCHING} by round
 */
public record RandomMatching(LinkSchedule available, RandomStreams random)
    implements DerivedSchedule {

  private static final long serialVersionUID = 1L;
  private static final int FREE = -1;

  /** In the place of a neighbour where none is free. */
  public static final int NOBODY = -1;

  @Override
  public LinkSchedule base() {
    return available;
  }

  @Override
  public Graph graph(int round) {
    Graph graph = available.graph(round);
    UniformRandomProvider draw = random.stream(Purpose.MATCHING, 0, round);
    int[] partner = new int[devices()];
    Arrays.fill(partner, FREE);
    int[] firsts = new int[devices() / 2];
    int[] seconds = new int[firsts.length];
    int pairs = 0;
    for (int device : permutation(devices(), draw)) {
      int chosen =
          partner[device] == FREE
              ? freeNeighbour(graph, device, other -> partner[other] == FREE, draw)
              : NOBODY;
      if (chosen != NOBODY) {
        partner[device] = chosen;
        partner[chosen] = device;
        firsts[pairs] = device;
        seconds[pairs++] = chosen;
      }
    }
    return Graph.of(devices(), Arrays.copyOf(firsts, pairs), Arrays.copyOf(seconds, pairs));
  }

  /**
   * A free neighbour of a device, uniformly; {@link #NOBODY} if there is none.
   *
   * @param draw drawn from once if there is one
   */
  public static int freeNeighbour(
      Graph graph, int device, IntPredicate isFree, UniformRandomProvider draw) {
    int free = 0;
    for (int e = 0; e < graph.degree(device); e++) {
      free += isFree.test(graph.neighbour(device, e)) ? 1 : 0;
    }
    if (free == 0) {
      return NOBODY;
    }
    int skip = draw.nextInt(free);
    int e = 0;
    while (!isFree.test(graph.neighbour(device, e)) || skip-- > 0) {
      e++;
    }
    return graph.neighbour(device, e);
  }

  /** The numbers below {@code count} in an order that is uniform over all (Fisher and Yates). */
  public static int[] permutation(int count, UniformRandomProvider draw) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = draw.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
