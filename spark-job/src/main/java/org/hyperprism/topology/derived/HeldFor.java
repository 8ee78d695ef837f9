package org.hyperprism.topology.derived;

import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;

/**
 * Another schedule slowed down: each of its graphs stands for several rounds.
 *
 * @param base whose round ((t - 1) / rounds) + 1 is taken in round t
 * @param rounds how long a graph stands; 0: the first one stands for ever
 */
public record HeldFor(LinkSchedule base, int rounds) implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  public HeldFor {
    LinkChecks.atLeast("links.redrawEvery", rounds, 0);
  }

  @Override
  public int baseRound(int round) {
    return rounds == 0 ? 1 : (round - 1) / rounds + 1;
  }

  @Override
  public Graph graph(int round) {
    return base.graph(baseRound(round));
  }
}
