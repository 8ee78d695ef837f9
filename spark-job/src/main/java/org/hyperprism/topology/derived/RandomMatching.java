package org.hyperprism.topology.derived;

import java.util.Arrays;
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
      int chosen = partner[device] == FREE ? freeNeighbour(graph, device, partner, draw) : FREE;
      if (chosen != FREE) {
        partner[device] = chosen;
        partner[chosen] = device;
        firsts[pairs] = device;
        seconds[pairs++] = chosen;
      }
    }
    return Graph.of(devices(), Arrays.copyOf(firsts, pairs), Arrays.copyOf(seconds, pairs));
  }

  private static int freeNeighbour(
      Graph graph, int device, int[] partner, UniformRandomProvider draw) {
    int free = 0;
    for (int e = 0; e < graph.degree(device); e++) {
      free += partner[graph.neighbour(device, e)] == FREE ? 1 : 0;
    }
    if (free == 0) {
      return FREE;
    }
    int skip = draw.nextInt(free);
    int e = 0;
    while (partner[graph.neighbour(device, e)] != FREE || skip-- > 0) {
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
