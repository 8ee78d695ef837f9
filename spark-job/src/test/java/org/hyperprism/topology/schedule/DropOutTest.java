package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.DeviceDropOut;
import org.hyperprism.topology.derived.HeldFor;
import org.hyperprism.topology.derived.LinkDropOut;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.derived.SinglePair;
import org.junit.jupiter.api.Test;

/** Links and devices that drop out, and schedules that are slowed down. */
class DropOutTest {

  private static final int DEVICES = 40;
  private static final LinkSchedule BASE = new RandomGeometric(DEVICES, 0.4, 3);
  private static final int ROUNDS = 500;

  @Test
  void linksAreDownIndependentlyWithTheirProbability() {
    LinkDropOut schedule = new LinkDropOut(BASE, 0.3, 3);
    long down = 0;
    long[] downOfRound = new long[313];
    for (int round = 1; round <= ROUNDS; round++) {
      Graph graph = schedule.graph(round);
      assertThat(isPartOf(graph, BASE.graph(round))).isTrue();
      long lost = BASE.graph(round).links() - graph.links();
      down += lost;
      downOfRound[(int) lost]++;
    }
    Statistics.assertShare("down", down, ROUNDS * 312L, 0.3);
    Statistics.assertDistribution(
        "down in a round", downOfRound, new BinomialDistribution(null, 312, 0.3)::probability);
  }

  private static boolean isPartOf(Graph graph, Graph whole) {
    for (int i = 0; i < graph.devices(); i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        if (!GraphCode.areLinked(whole, i, graph.neighbour(i, e))) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void whoIsAwayHasNoLinksAndTheOthersKeepTheirs() {
    DeviceDropOut schedule = new DeviceDropOut(BASE, 0.2, 3);
    long away = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Graph base = BASE.graph(round);
      Graph graph = schedule.graph(round);
      for (int i = 0; i < DEVICES; i++) {
        away += schedule.isAway(i, round) ? 1 : 0;
        for (int e = 0; e < base.degree(i); e++) {
          int j = base.neighbour(i, e);
          assertThat(GraphCode.areLinked(graph, i, j))
              .isEqualTo(!schedule.isAway(i, round) && !schedule.isAway(j, round));
        }
      }
      assertThat(isPartOf(graph, base)).isTrue();
    }
    Statistics.assertShare("away", away, (long) ROUNDS * DEVICES, 0.2);
  }

  @Test
  void linksThatCarryOneWayDropOutOneByOne() {
    DirectedRandom base = new DirectedRandom(DEVICES, 4, 3);
    LinkDropOut down = new LinkDropOut(base, 0.3, 3);
    DeviceDropOut away = new DeviceDropOut(new HeldFor(base, 2), 0.2, 3);
    assertThat(down.isDirected() && away.isDirected()).isTrue();
    long lost = 0;
    for (int round = 1; round <= 100; round++) {
      Graph graph = down.graph(round);
      Graph without = away.graph(round);
      for (int i = 0; i < DEVICES; i++) {
        assertThat(base.graph(round).reversed().degree(i)).isEqualTo(4);
        lost += 4 - graph.reversed().degree(i);
        assertThat(without.degree(i) == 0 || !away.isAway(i, round)).isTrue();
        assertThat(without.reversed().degree(i) == 0 || !away.isAway(i, round)).isTrue();
      }
      assertThat(isPartOf(graph, base.graph(round))).isTrue();
      assertThat(isPartOf(without, base.graph((round + 1) / 2))).isTrue();
    }
    Statistics.assertShare("down", lost, 100L * 4 * DEVICES, 0.3);
  }

  @Test
  void dropOutsKeepPlacesAndAbsencesOfWhatTheyAreMadeOf() {
    DeviceDropOut away = new DeviceDropOut(BASE, 0.5, 3);
    LinkSchedule both = new LinkDropOut(away, 0.1, 4);
    DevicePositions places = both.positions(5).orElseThrow();
    assertThat(places.x()).containsExactly(BASE.positions(5).orElseThrow().x());
    long same = 0;
    for (int device = 0; device < DEVICES; device++) {
      same += both.isAway(device, 5) == away.isAway(device, 5) ? 1 : 0;
      assertThat(new DeviceDropOut(away, 0, 9).isAway(device, 5)).isEqualTo(away.isAway(device, 5));
    }
    assertThat(same).isEqualTo(DEVICES);
    assertThat(both.devices()).isEqualTo(DEVICES);
  }

  @Test
  void pairsKnowPlacesAndAbsencesToo() {
    DeviceDropOut away = new DeviceDropOut(BASE, 0.5, 3);
    RandomStreams random = new RandomStreams(3);
    for (LinkSchedule pairs :
        new LinkSchedule[] {new RandomMatching(away, random), new SinglePair(away, random)}) {
      assertThat(pairs.positions(5).orElseThrow().x())
          .containsExactly(BASE.positions(5).orElseThrow().x());
      for (int device = 0; device < DEVICES; device++) {
        assertThat(pairs.isAway(device, 5)).isEqualTo(away.isAway(device, 5));
      }
    }
  }

  @Test
  void aHeldGraphStandsForItsRounds() {
    HeldFor held = new HeldFor(BASE, 3);
    int[] bases = {1, 1, 1, 2, 2, 2, 3};
    for (int round = 1; round <= bases.length; round++) {
      assertThat(GraphCode.crc(held.graph(round)))
          .isEqualTo(GraphCode.crc(BASE.graph(bases[round - 1])));
      assertThat(held.positions(round).orElseThrow().y())
          .containsExactly(BASE.positions(bases[round - 1]).orElseThrow().y());
    }
    assertThat(GraphCode.crc(new HeldFor(BASE, 0).graph(999)))
        .isEqualTo(GraphCode.crc(BASE.graph(1)));
  }
}
