package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.junit.jupiter.api.Test;

/** Erdos-Renyi graphs, graphs of exact density and random regular graphs against theory. */
class RandomGraphsTest {

  private static final int ROUNDS = 20_000;

  /** One device's degree of each round: those of one graph are not independent. */
  private static long[] degrees(LinkSchedule schedule) {
    long[] counts = new long[schedule.devices()];
    for (int round = 1; round <= ROUNDS; round++) {
      counts[schedule.graph(round).degree(round % schedule.devices())]++;
    }
    return counts;
  }

  @Test
  void degreesOfErdosRenyiAreBinomial() {
    for (double probability : new double[] {0.02, 0.2, 0.7}) {
      BinomialDistribution binomial = new BinomialDistribution(null, 29, probability);
      Statistics.assertDistribution(
          "p = " + probability, degrees(new ErdosRenyi(30, probability, 3)), binomial::probability);
    }
  }

  @Test
  void degreesOfExactDensityAreHypergeometric() {
    for (double density : new double[] {0.05, 0.2, 0.7}) {
      RandomDensity schedule = new RandomDensity(30, density, 3);
      HypergeometricDistribution degree =
          new HypergeometricDistribution(null, 30 * 29 / 2, 29, (int) schedule.links());
      Statistics.assertDistribution("density " + density, degrees(schedule), degree::probability);
    }
  }

  /** 30 devices, each heard by the next on a circle and by 4 others. */
  @Test
  void whoHearsWhomIsUniformWhereLinksCarryOneWay() {
    DirectedRandom schedule = new DirectedRandom(30, 5, 3);
    Statistics.assertDistribution(
        "directed",
        degrees(schedule),
        heard -> new BinomialDistribution(null, 28, 4.0 / 28).probability(heard - 1));
    Graph circle = new DirectedRandom(30, 1, 3).graph(1);
    int at = 0;
    for (int steps = 1; steps <= 30; steps++) {
      at = circle.neighbour(at, 0);
      assertThat(at == 0).isEqualTo(steps == 30);
    }
    Graph graph = schedule.graph(1);
    assertThat(graph.isDirected()).isTrue();
    assertThat(graph.reversed().reversed()).isSameAs(graph);
    for (int i = 0; i < 30; i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        assertThat(GraphCode.areLinked(graph.reversed(), graph.neighbour(i, e), i)).isTrue();
      }
    }
  }

  @Test
  void meanDensityOfErdosRenyiIsTheProbability() {
    double probability = 0.013;
    long links = 0;
    int rounds = 2000;
    for (int round = 1; round <= rounds; round++) {
      links += new ErdosRenyi(100, probability, 5).graph(round).links();
    }
    Statistics.assertShare("density", links, rounds * 4950L, probability);
  }

  @Test
  void everyErdosRenyiGraphHasItsProbability() {
    ErdosRenyi schedule = new ErdosRenyi(4, 0.3, 3);
    long[] counts = new long[64];
    for (int round = 1; round <= ROUNDS; round++) {
      counts[pairs(schedule.graph(round))]++;
    }
    Statistics.assertDistribution(
        "graphs of 4",
        counts,
        code -> Math.pow(0.3, Integer.bitCount(code)) * Math.pow(0.7, 6 - Integer.bitCount(code)));
  }

  private static int pairs(Graph graph) {
    int code = 0;
    int pair = 0;
    for (int i = 0; i < graph.devices(); i++) {
      for (int j = i + 1; j < graph.devices(); j++) {
        code |= GraphCode.areLinked(graph, i, j) ? 1 << pair : 0;
        pair++;
      }
    }
    return code;
  }

  @Test
  void probabilitiesZeroAndOneGiveNoneAndAllLinks() {
    for (int devices : new int[] {1, 2, 9}) {
      assertThat(new ErdosRenyi(devices, 0, 1).graph(1).links()).isZero();
      assertThat(new ErdosRenyi(devices, 1, 1).graph(1).links())
          .isEqualTo(devices * (devices - 1) / 2);
    }
  }

  /** P(G(m, (ln m + c) / m) is connected) tends to exp(-e^-c) (Erdos and Renyi 1959). */
  @Test
  void connectivityOfErdosRenyiHasItsThreshold() {
    int devices = 3000;
    int rounds = 1000;
    for (double c : new double[] {-1, 0, 1}) {
      LinkSchedule schedule = new ErdosRenyi(devices, (Math.log(devices) + c) / devices, 17);
      int connected = 0;
      for (int round = 1; round <= rounds; round++) {
        connected += GraphCode.isConnected(schedule.graph(round)) ? 1 : 0;
      }
      Statistics.assertShare("connected, c = " + c, connected, rounds, Math.exp(-Math.exp(-c)));
    }
  }

  @Property(tries = 300)
  void everyDeviceOfARegularGraphHasTheSameDegree(
      @ForAll @IntRange(min = 2, max = 60) int devices, @ForAll long seed) {
    for (int degree = 0; degree < devices; degree += devices % 2 == 0 ? 1 : 2) {
      Graph graph = new RandomRegular(devices, degree, seed).graph(1);
      for (int i = 0; i < devices; i++) {
        assertThat(graph.degree(i)).isEqualTo(degree);
      }
    }
  }

  /** Of 6 devices 60 graphs of degree 2 are circles and 10 are two triangles; each as likely. */
  @Test
  void everyRegularGraphOfSixDevicesIsEquallyLikely() {
    for (int degree : new int[] {2, 3}) {
      RandomRegular schedule = new RandomRegular(6, degree, 3);
      Map<Integer, Long> seen = new TreeMap<>();
      for (int round = 1; round <= ROUNDS; round++) {
        seen.merge(pairs(schedule.graph(round)), 1L, Long::sum);
      }
      assertThat(seen).hasSize(70);
      long[] counts = seen.values().stream().mapToLong(Long::longValue).toArray();
      Statistics.assertDistribution("degree " + degree, counts, graph -> 1. / 70);
    }
  }

  /** Of 7 devices 360 graphs are one circle, 35 x 3 two: pairing open ends alone gives too many. */
  @Test
  void regularGraphsAreUniformBeyondWhatPairingGives() {
    RandomRegular schedule = new RandomRegular(7, 2, 3);
    int rounds = 200_000;
    int two = 0;
    for (int round = 1; round <= rounds; round++) {
      two += GraphCode.isConnected(schedule.graph(round)) ? 0 : 1;
    }
    Statistics.assertShare("two circles", two, rounds, 105. / 465);
  }

  /** P(i and j linked) = degree / (m - 1) for each pair, also where graphs are not so small. */
  @Test
  void everyPairOfARegularGraphIsEquallyLikelyToBeLinked() {
    RandomRegular schedule = new RandomRegular(20, 5, 3);
    long linked = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      int first = round % 20;
      int second = (first + 1 + round % 19) % 20;
      linked += GraphCode.areLinked(schedule.graph(round), first, second) ? 1 : 0;
    }
    Statistics.assertShare("linked", linked, ROUNDS, 5. / 19);
  }
}
