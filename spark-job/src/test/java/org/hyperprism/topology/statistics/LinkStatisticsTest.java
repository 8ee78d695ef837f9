package org.hyperprism.topology.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;
import org.hyperprism.topology.schedule.ErdosRenyi;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of links against known graphs and against textbook matrices. */
class LinkStatisticsTest {

  private static final double ROUNDING = 1e-9;

  /** Two ways to the same number: eigenvalues of I - A, and singular values of A. */
  @Property(tries = 100)
  void theGapOfARoundIsThatOfItsMatrixAlone(
      @ForAll @IntRange(min = 2, max = 30) int devices,
      @ForAll @DoubleRange(min = 0.05, max = 1) double density,
      @ForAll long seed) {
    LinkSchedule links = new ErdosRenyi(devices, density, seed);
    for (MixingRule rule :
        List.of(MixingRule.METROPOLIS, MixingRule.LAZY_METROPOLIS, MixingRule.MAX_DEGREE)) {
      double gap = new RoundTopology(links.graph(3), rule).spectralGap();
      assertThat(gap)
          .isCloseTo(LinkStatistics.of(links, 3, 3, rule).spectralGap(), within(ROUNDING));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 20, 61})
  void ring(int devices) {
    LinkStatistics ring = of(StaticShape.RING, devices, 5);
    double cosine = Math.cos(2 * Math.PI / devices);
    for (RoundStatistics round : ring.rounds()) {
      assertThat(round.links()).isEqualTo(devices);
      assertThat(round.density()).isCloseTo(2.0 / (devices - 1), within(ROUNDING));
      assertThat(round.meanDegree()).isEqualTo(2);
      assertThat(round.components()).isEqualTo(1);
      assertThat(round.algebraicConnectivity()).isCloseTo(2 - 2 * cosine, within(ROUNDING));
      assertThat(round.smallestWeight()).isCloseTo(1.0 / 3, within(ROUNDING));
    }
    assertThat(ring.churn().toArray()).containsExactly(0, 0, 0, 0);
    assertThat(ring.window()).hasValue(1);
    // Metropolis weights of 1/3: eigenvalues (1 + 2 cos) / 3.
    double sigma = 0;
    for (int k = 1; k < devices; k++) {
      sigma = Math.max(sigma, Math.abs(1 + 2 * Math.cos(2 * Math.PI * k / devices)) / 3);
    }
    assertThat(ring.spectralGapPerRound()).isCloseTo(1 - sigma, within(ROUNDING));
    assertThat(ring.spectralGap()).isCloseTo(1 - Math.pow(sigma, 5), within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 40})
  void complete(int devices) {
    LinkStatistics complete = of(StaticShape.COMPLETE, devices, 3);
    RoundStatistics round = complete.rounds().get(0);
    assertThat(round.density()).isEqualTo(1);
    assertThat(round.algebraicConnectivity()).isCloseTo(devices, within(ROUNDING));
    assertThat(round.smallestWeight()).isCloseTo(1.0 / devices, within(ROUNDING));
    // One round is the mean already.
    assertThat(complete.logarithmOfSigma()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(complete.spectralGap()).isEqualTo(1);
    assertThat(complete.spectralGapPerRound()).isEqualTo(1);
    assertThat(complete.degrees()).hasSize(devices).endsWith(3L * devices);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 50})
  void star(int devices) {
    LinkStatistics star = of(StaticShape.STAR, devices, 4);
    RoundStatistics round = star.rounds().get(0);
    assertThat(round.leastDegree()).isEqualTo(1);
    assertThat(round.mostDegree()).isEqualTo(devices - 1);
    assertThat(round.algebraicConnectivity()).isCloseTo(1, within(ROUNDING));
    assertThat(round.smallestWeight()).isCloseTo(1.0 / devices, within(ROUNDING));
    // Metropolis weights of 1/m: the matrix is I - L/m, and L has the eigenvalues 0, 1 and m.
    assertThat(star.spectralGapPerRound()).isCloseTo(1.0 / devices, within(ROUNDING));
    assertThat(star.degrees()[1]).isEqualTo(4L * (devices - 1));
    assertThat(star.degrees()[devices - 1]).isEqualTo(4);
  }

  @Test
  void withoutLinksNothingComesTogether() {
    LinkStatistics none =
        LinkStatistics.of(listed(3, List.of(Set.of(), Set.of())), 1, 2, MixingRule.METROPOLIS);
    RoundStatistics round = none.rounds().get(1);
    assertThat(round.components()).isEqualTo(3);
    assertThat(round.largestComponent()).isEqualTo(1);
    assertThat(round.algebraicConnectivity()).isZero();
    assertThat(round.smallestWeight()).isEqualTo(1);
    assertThat(round.churn()).hasValue(0);
    assertThat(none.window()).isEmpty();
    assertThat(none.spectralGap()).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void churnAndWindowByHand() {
    LinkSchedule schedule =
        listed(
            4,
            List.of(
                Set.of("0-1", "2-3"),
                Set.of("0-1", "1-2"),
                Set.of("2-3"),
                Set.of("0-1", "1-2", "2-3"),
                Set.of("0-1", "1-2", "2-3")));
    LinkStatistics statistics = LinkStatistics.of(schedule, 1, 5, MixingRule.METROPOLIS);
    assertThat(statistics.churn().toArray()).containsExactly(2.0 / 3, 1, 2.0 / 3, 0);
    // Rounds 1-2 and 2-3 together are connected.
    assertThat(statistics.window()).hasValue(2);
    LinkStatistics later = LinkStatistics.of(schedule, 3, 5, MixingRule.METROPOLIS);
    assertThat(later.rounds().get(0).round()).isEqualTo(3);
    assertThat(later.rounds().get(0).churn()).isEmpty();
    assertThat(later.window()).hasValue(2);
  }

  @Property(tries = 200)
  void theWindowIsThatOfATryOfAllWindows(
      @ForAll @IntRange(min = 1, max = 7) int devices,
      @ForAll @IntRange(min = 1, max = 12) int rounds,
      @ForAll @DoubleRange(min = 0.02, max = 0.6) double density,
      @ForAll long seed) {
    List<Set<String>> links = random(devices, rounds, density, seed);
    assertThat(LinkStatistics.of(listed(devices, links), 1, rounds, MixingRule.METROPOLIS).window())
        .isEqualTo(windowByTrial(devices, links));
  }

  private static OptionalInt windowByTrial(int devices, List<Set<String>> links) {
    for (int window = 1; window <= links.size(); window++) {
      boolean all = true;
      for (int first = 0; first + window <= links.size(); first++) {
        Set<String> union = new HashSet<>();
        links.subList(first, first + window).forEach(union::addAll);
        int[] components = graph(devices, union).components();
        all &= Arrays.stream(components).allMatch(component -> component == 0);
      }
      if (all) {
        return OptionalInt.of(window);
      }
    }
    return OptionalInt.empty();
  }

  @Property(tries = 60)
  void roundsAgainstTextbookMatrices(
      @ForAll @IntRange(min = 2, max = 12) int devices,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double density,
      @ForAll MixingRule rule,
      @ForAll long seed) {
    Set<String> links = random(devices, 1, density, seed).get(0);
    Graph graph = graph(devices, links);
    RoundStatistics round = RoundStatistics.of(1, new RoundTopology(graph, rule), null);
    RealMatrix laplacian = new Array2DRowRealMatrix(devices, devices);
    RealMatrix mixing = mixing(devices, links, rule);
    double smallest = 1;
    for (int i = 0; i < devices; i++) {
      laplacian.setEntry(i, i, graph.degree(i));
      for (int j = 0; j < devices; j++) {
        if (mixing.getEntry(i, j) > 1e-12) {
          smallest = Math.min(smallest, mixing.getEntry(i, j));
        }
      }
      for (int e = 0; e < graph.degree(i); e++) {
        laplacian.setEntry(i, graph.neighbour(i, e), -1);
      }
    }
    double[] eigenvalues = new EigenDecomposition(laplacian).getRealEigenvalues();
    Arrays.sort(eigenvalues);
    assertThat(round.algebraicConnectivity()).isCloseTo(eigenvalues[1], within(ROUNDING));
    assertThat(round.components())
        .isEqualTo((int) Arrays.stream(eigenvalues).filter(value -> value < 1e-9).count());
    assertThat(round.smallestWeight()).isCloseTo(smallest, within(ROUNDING));
  }

  @Property(tries = 60)
  void contractionAgainstTheProductOfTextbookMatrices(
      @ForAll @IntRange(min = 2, max = 12) int devices,
      @ForAll @IntRange(min = 1, max = 5) int rounds,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double density,
      @ForAll("symmetricRules") MixingRule rule,
      @ForAll long seed) {
    List<RoundTopology> topologies = new ArrayList<>();
    RealMatrix product =
        MatrixUtils.createRealIdentityMatrix(devices)
            .subtract(new Array2DRowRealMatrix(devices, devices).scalarAdd(1.0 / devices));
    for (Set<String> links : random(devices, rounds, density, seed)) {
      Graph graph = graph(devices, links);
      topologies.add(new RoundTopology(graph, rule));
      product = mixing(devices, links, rule).multiply(product);
    }
    double sigma = new SingularValueDecomposition(product).getNorm();
    assertThat(Math.exp(MixingProduct.dense(topologies))).isCloseTo(sigma, within(ROUNDING));
    assertThat(Math.exp(MixingProduct.iterated(topologies)))
        .isLessThan(sigma + ROUNDING)
        .isCloseTo(sigma, within(1e-3));
  }

  /**
   * Of the matrices whose product contracts; what is pushed keeps sums, and its rows are no means.
   */
  @Provide
  Arbitrary<MixingRule> symmetricRules() {
    return Arbitraries.of(MixingRule.class).filter(rule -> rule != MixingRule.PUSH);
  }

  @ParameterizedTest
  @EnumSource(value = MixingRule.class, mode = EnumSource.Mode.EXCLUDE, names = "PUSH")
  void manyRoundsDoNotDrownInRounding(MixingRule rule) {
    LinkSchedule links = new ErdosRenyi(40, 0.3, 11);
    List<RoundTopology> rounds = new ArrayList<>();
    for (int round = 1; round <= 200; round++) {
      rounds.add(new RoundTopology(links.graph(round), rule));
    }
    double logarithm = MixingProduct.dense(rounds);
    // Far below the 1e-16 that a product of the matrices themselves would end at.
    assertThat(logarithm).isLessThan(-40).isGreaterThan(-2000);
    assertThat(MixingProduct.iterated(rounds) / logarithm).isCloseTo(1, within(1e-4));
    // A product contracts at least as much as its factors do one after the other.
    double factors = 0;
    for (RoundTopology round : rounds) {
      factors += MixingProduct.dense(List.of(round));
    }
    assertThat(logarithm).isLessThanOrEqualTo(factors + ROUNDING * Math.abs(factors));
  }

  private static LinkStatistics of(StaticShape shape, int devices, int rounds) {
    return LinkStatistics.of(new StaticGraph(shape, devices), 1, rounds, MixingRule.METROPOLIS);
  }

  private static List<Set<String>> random(int devices, int rounds, double density, long seed) {
    Random random = new Random(seed);
    List<Set<String>> links = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Set<String> pairs = new HashSet<>();
      for (int i = 0; i < devices; i++) {
        for (int j = i + 1; j < devices; j++) {
          if (random.nextDouble() < density) {
            pairs.add(i + "-" + j);
          }
        }
      }
      links.add(pairs);
    }
    return links;
  }

  /** By the definitions of the rules, from the links alone. */
  private static RealMatrix mixing(int devices, Set<String> links, MixingRule rule) {
    RealMatrix laplacian = new Array2DRowRealMatrix(devices, devices);
    for (String link : links) {
      int i = first(link);
      int j = second(link);
      laplacian.addToEntry(i, i, 1);
      laplacian.addToEntry(j, j, 1);
      laplacian.setEntry(i, j, -1);
      laplacian.setEntry(j, i, -1);
    }
    double largestDegree = 0;
    double largestEigenvalue = 0;
    for (double eigenvalue : new EigenDecomposition(laplacian).getRealEigenvalues()) {
      largestEigenvalue = Math.max(largestEigenvalue, eigenvalue);
    }
    for (int i = 0; i < devices; i++) {
      largestDegree = Math.max(largestDegree, laplacian.getEntry(i, i));
    }
    RealMatrix mixing = new Array2DRowRealMatrix(devices, devices);
    for (int i = 0; i < devices; i++) {
      double own = laplacian.getEntry(i, i);
      double others = 0;
      for (int j = 0; j < devices; j++) {
        if (j == i || laplacian.getEntry(i, j) == 0) {
          continue;
        }
        double metropolis = 1 / (1 + Math.max(own, laplacian.getEntry(j, j)));
        double weight =
            switch (rule) {
              case METROPOLIS -> metropolis;
              case LAZY_METROPOLIS -> metropolis / 2;
              case MAX_DEGREE -> 1 / (1 + largestDegree);
              case LAPLACIAN -> 1 / largestEigenvalue;
              case PUSH -> 1 / (1 + laplacian.getEntry(j, j));
            };
        mixing.setEntry(i, j, weight);
        others += weight;
      }
      mixing.setEntry(i, i, rule == MixingRule.PUSH ? 1 / (1 + own) : 1 - others);
    }
    return mixing;
  }

  private static int first(String link) {
    return Integer.parseInt(link.split("-")[0]);
  }

  private static int second(String link) {
    return Integer.parseInt(link.split("-")[1]);
  }

  private static LinkSchedule listed(int devices, List<Set<String>> rounds) {
    return new LinkSchedule() {
      private static final long serialVersionUID = 1L;

      @Override
      public int devices() {
        return devices;
      }

      @Override
      public Graph graph(int round) {
        return LinkStatisticsTest.graph(devices, rounds.get(round - 1));
      }
    };
  }

  private static Graph graph(int devices, Set<String> links) {
    int[] firsts = links.stream().mapToInt(LinkStatisticsTest::first).toArray();
    int[] seconds = links.stream().mapToInt(LinkStatisticsTest::second).toArray();
    return Graph.of(devices, firsts, seconds);
  }
}
