package org.hyperprism.topology.derived;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/**
 * Each round one link of another schedule's graph, uniformly; none if that graph has none.
 *
 * @param available the links to choose from
 * @param random the experiment's streams; {@link Purpose#MATCHING} by round
 */
public record SinglePair(LinkSchedule available, RandomStreams random) implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  @Override
  public LinkSchedule base() {
    return available;
  }

  @Override
  public Graph graph(int round) {
    Graph graph = available.graph(round);
    if (graph.links() == 0) {
      return graph;
    }
    UniformRandomProvider draw = random.stream(Purpose.MATCHING, 0, round);
    // Every link is counted from both of its ends, so each is as likely as the next.
    long end = draw.nextLong(2 * graph.links());
    int device = 0;
    while (end >= graph.degree(device)) {
      end -= graph.degree(device++);
    }
    int neighbour = graph.neighbour(device, (int) end);
    return Graph.of(devices(), new int[] {device}, new int[] {neighbour});
  }
}
