package org.hyperprism.topology.derived;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Another schedule's links, each of them down in a round with the same probability, independently.
 *
 * @param base the links that may be up
 * @param probability that a link is down, in [0, 1]
 * @param seed the experiment's seed; {@link Purpose#LINK_DROP_OUT} by round
 */
public record LinkDropOut(LinkSchedule base, double probability, long seed)
    implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  public LinkDropOut {
    LinkChecks.share("links.linkDropOut", probability, "the probability that a link is down");
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINK_DROP_OUT, 0, round);
    return LinkList.kept(base.graph(round), (i, j) -> random.nextDouble() >= probability);
  }
}
