package org.hyperprism.topology.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;

/**
 * What links do over a range of rounds.
 *
 * @param rounds the statistics of each round, in order
 * @param degrees over all rounds and devices, how often a device had so many neighbours, as {@code
 *     int64[most + 1]}
 * @param window the smallest B such that the union of the graphs of any B consecutive rounds is
 *     connected; empty if not even that of all rounds is
 * @param logarithmOfSigma natural logarithm of sigma, the largest singular value of the product W_T
 *     ... W_1 of all rounds' mixing matrices on vectors of mean 0; minus infinity for 0
 * @param sigmaIsLowerBound whether sigma was approached from below, so that the spectral gap may be
 *     smaller
 */
public record LinkStatistics(
    List<RoundStatistics> rounds,
    long[] degrees,
    OptionalInt window,
    double logarithmOfSigma,
    boolean sigmaIsLowerBound) {

  /**
   * Looks at the rounds from first to last, in parallel, and holds all their graphs meanwhile: 8
   * bytes for each link and round.
   *
   * @param first from 1
   * @param last at least first
   * @param rule how the mixing weights follow from a graph
   */
  public static LinkStatistics of(LinkSchedule schedule, int first, int last, MixingRule rule) {
    List<RoundTopology> topologies =
        IntStream.rangeClosed(first, last)
            .parallel()
            .mapToObj(round -> new RoundTopology(schedule.graph(round), rule))
            .toList();
    List<RoundStatistics> rounds =
        IntStream.range(0, topologies.size())
            .parallel()
            .mapToObj(
                i ->
                    RoundStatistics.of(
                        first + i,
                        topologies.get(i),
                        i == 0 ? null : topologies.get(i - 1).graph()))
            .toList();
    List<Graph> graphs = topologies.stream().map(RoundTopology::graph).toList();
    ConnectionWindow window = new ConnectionWindow(schedule.devices());
    graphs.forEach(window::add);
    return new LinkStatistics(
        rounds,
        degrees(graphs),
        window.smallest(),
        MixingProduct.logarithm(topologies),
        MixingProduct.isLowerBound(schedule.devices()));
  }

  private static long[] degrees(List<Graph> graphs) {
    int most = graphs.stream().mapToInt(Graph::largestDegree).max().orElse(0);
    long[] degrees = new long[most + 1];
    for (Graph graph : graphs) {
      for (int device = 0; device < graph.devices(); device++) {
        degrees[graph.degree(device)]++;
      }
    }
    return degrees;
  }

  /** 1 - sigma of the product of all rounds, 0 to 1. */
  public double spectralGap() {
    return 1 - StrictMath.exp(Math.min(0, logarithmOfSigma));
  }

  /**
   * 1 - the T-th root of sigma: the share by which a round brings the devices together in the
   * geometric mean over rounds, in the worst direction; 0 to 1.
   */
  public double spectralGapPerRound() {
    return 1 - StrictMath.exp(Math.min(0, logarithmOfSigma) / rounds.size());
  }

  /** Mean over the rounds. */
  public double mean(ToDoubleFunction<RoundStatistics> quantity) {
    return rounds.stream().mapToDouble(quantity).average().orElse(0);
  }

  /** Smallest over the rounds. */
  public double least(ToDoubleFunction<RoundStatistics> quantity) {
    return rounds.stream().mapToDouble(quantity).min().orElse(0);
  }

  /** Largest over the rounds. */
  public double most(ToDoubleFunction<RoundStatistics> quantity) {
    return rounds.stream().mapToDouble(quantity).max().orElse(0);
  }

  /** Churn of all rounds but the first. */
  public DoubleStream churn() {
    return rounds.stream()
        .map(RoundStatistics::churn)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }

  @Override
  public String toString() {
    return rounds.size() + " rounds, degrees " + Arrays.toString(degrees);
  }
}
