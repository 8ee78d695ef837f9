package org.hyperprism.report.links;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;

/** The links that a method uses, with the rule of its mixing weights. Threads may share one. */
public final class MethodLinks {

  /**
   * What is asked of a round again and again.
   *
   * @param links number of them
   * @param gap spectral gap of the mixing matrix, 0 to 1
   * @param isUpperBound whether the gap was not found and is smaller
   */
  public record Mixing(long links, double gap, boolean isUpperBound) {}

  private final LinkSchedule schedule;
  private final MixingRule rule;
  private final Map<Integer, Mixing> known = new ConcurrentHashMap<>();

  /**
   * @param schedule the links
   * @param rule how the mixing weights follow from a graph
   */
  public MethodLinks(LinkSchedule schedule, MixingRule rule) {
    this.schedule = schedule;
    this.rule = rule;
  }

  /** The links of each round. */
  public LinkSchedule schedule() {
    return schedule;
  }

  /** Whether mixing matrices have real eigenvalues that are looked for here. */
  public boolean isSymmetric() {
    return !schedule.isDirected() && !rule.isColumnStochastic();
  }

  /**
   * Mixing in a round of links with {@linkplain #isSymmetric symmetric} weights.
   *
   * @param round from 1
   */
  public Mixing mixing(int round) {
    return known.computeIfAbsent(round, this::compute);
  }

  private Mixing compute(int round) {
    Graph graph = schedule.graph(round);
    RoundTopology topology = new RoundTopology(graph, rule);
    double gap = topology.spectralGap();
    return new Mixing(graph.links(), gap, gap > 0 && topology.gossip().isUpperBound());
  }

  /**
   * About how long a spectral gap takes, in seconds of one core: by all eigenvalues up to 200
   * devices, by 400 Lanczos steps beyond.
   *
   * @param links of a round
   */
  public double secondsOfMixing(double links) {
    double devices = schedule.devices();
    return devices <= 200
        ? 4e-8 * devices * devices * devices
        : 400 * (4e-8 * links + 8e-7 * devices);
  }
}
