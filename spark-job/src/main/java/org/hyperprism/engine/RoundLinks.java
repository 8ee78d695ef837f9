package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;
import org.jspecify.annotations.Nullable;

/** The links that a method uses in each round, with their mixing weights. */
final class RoundLinks implements Serializable {

  private static final long serialVersionUID = 1L;

  private record Latest(int round, RoundTopology topology) {}

  private final LinkSchedule schedule;
  private final MixingRule mixing;

  /** The tasks of a JVM ask for the same round's links again and again. */
  private transient @Nullable Latest latest;

  RoundLinks(RoundDefinition definition) {
    MixingRule rule = definition.communication().rule(definition.method());
    // Of pairs both give 1/2, and one of them without the eigenvalues of every wave.
    boolean alike = rule == MixingRule.LAPLACIAN && definition.disturbances().waves() != null;
    this.mixing = alike ? MixingRule.METROPOLIS : rule;
    this.schedule = definition.links();
  }

  /** The whole graph of a round. */
  synchronized RoundTopology topology(int round) {
    if (latest == null || latest.round != round) {
      latest = new Latest(round, new RoundTopology(schedule.graph(round), mixing));
    }
    return latest.topology;
  }

  /** The edges of one block's devices in a round. */
  EdgeBlock edges(BlockLayout layout, int block, int round) {
    return EdgeBlock.of(topology(round), layout, block);
  }
}
