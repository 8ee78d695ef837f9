package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.failure.DataException;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;
import org.junit.jupiter.api.Test;

/** From the rows of a trace to undirected links. */
class TraceScheduleTest {

  private record Rounds(List<List<TraceLink>> rounds) implements TraceSource {

    @Override
    public TraceInformation information() {
      return new TraceInformation(4, rounds.size(), Map.of());
    }

    @Override
    public List<TraceLink> round(int round) {
      return rounds.get(round - 1);
    }

    @Override
    public String toString() {
      return "wifi.parquet";
    }
  }

  @Test
  void aLinkNeedsBothDirectionsAboveTheThreshold() {
    List<TraceLink> links =
        List.of(
            received(0, 1, 0.7),
            received(1, 0, 0.9),
            received(0, 2, 0.69),
            received(2, 0, 1),
            received(1, 2, 1), // nothing comes back
            new TraceLink(1, 2, 3), // without a delivery ratio
            new TraceLink(1, 3, 2));
    // As float32 the number 0.7 lies below the 0.7 of float64, and is meant all the same.
    assertThat((double) 0.7f).isLessThan(0.7);
    assertThat(links(schedule(0.7, AfterTheEnd.STOP, List.of(links)).graph(1)))
        .isEqualTo("0-1 2-3");
    assertThat(links(schedule(0, AfterTheEnd.STOP, List.of(links)).graph(1)))
        .isEqualTo("0-1 0-2 2-3");
    assertThat(links(schedule(0.9001, AfterTheEnd.STOP, List.of(links)).graph(1))).isEqualTo("2-3");
  }

  @Test
  void aLinkThatWorksOneWayCarriesOneWayIfAsked() {
    List<TraceLink> links =
        List.of(received(0, 1, 0.9), received(1, 0, 0.4), received(2, 1, 0.5), received(1, 2, 1));
    TraceSchedule schedule =
        new TraceSchedule(new Rounds(List.of(links)), 4, 0.5, true, AfterTheEnd.STOP, 1, 0);
    assertThat(schedule.isDirected()).isTrue();
    Graph graph = schedule.graph(1);
    assertThat(graph.degree(0)).isZero();
    assertThat(graph.neighbour(1, 0)).isZero();
    assertThat(graph.neighbour(1, 1)).isEqualTo(2);
    assertThat(graph.neighbour(2, 0)).isEqualTo(1);
    assertThat(graph.components()).containsExactly(0, 0, 0, 3);
  }

  @Test
  void theEndOfTheTraceIsAMatterOfChoice() {
    List<List<TraceLink>> rounds = List.of(both(1, 0, 1), both(2, 1, 2), both(3, 2, 3));
    TraceSchedule repeat = schedule(0.5, AfterTheEnd.REPEAT, rounds);
    assertThat(links(repeat.graph(3))).isEqualTo("2-3");
    assertThat(links(repeat.graph(4))).isEqualTo("0-1");
    assertThat(links(repeat.graph(300))).isEqualTo("2-3");
    TraceSchedule hold = schedule(0.5, AfterTheEnd.HOLD, rounds);
    assertThat(links(hold.graph(2))).isEqualTo("1-2");
    assertThat(links(hold.graph(4))).isEqualTo("2-3");
    assertThat(links(hold.graph(1_000_000))).isEqualTo("2-3");
    TraceSchedule stop = schedule(0.5, AfterTheEnd.STOP, rounds);
    assertThat(links(stop.graph(3))).isEqualTo("2-3");
    assertThatThrownBy(() -> stop.graph(4))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            "wifi.parquet ends after round 3", "round 4", "rounds=3", "repeat or hold");
  }

  @Test
  void devicesOfWhichTheExperimentKnowsNothingAreRefused() {
    TraceSchedule small =
        new TraceSchedule(
            new Rounds(List.of(both(1, 0, 3))), 3, 0.5, false, AfterTheEnd.STOP, 1, 0);
    assertThatThrownBy(() -> small.graph(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("wifi.parquet", "round 1 has device 3", "0 to 2");
  }

  @Test
  void aDeviceWithoutLinksStandsWhereItWasSeenLast() {
    TraceSchedule schedule =
        schedule(
            0.5,
            AfterTheEnd.HOLD,
            List.of(
                List.of(placed(1, 0, 1, 10)),
                List.of(placed(2, 2, 0, 20)),
                List.of(),
                List.of(placed(4, 3, 2, 40))));
    DevicePositions second = schedule.positions(2).orElseThrow();
    assertThat(second.x()).containsExactly(20 + 1, 10 + 1, 20, 40);
    assertThat(second.y()).containsExactly(-21, -11, -20, -40);
    assertThat(schedule.positions(3).orElseThrow().x()).containsExactly(21, 11, 20, 40);
    assertThat(schedule.positions(9).orElseThrow().x()).containsExactly(21, 11, 41, 40);
    assertThat(schedule(0.5, AfterTheEnd.HOLD, List.of(both(1, 0, 1))).positions(1)).isEmpty();
  }

  @Property(tries = 50)
  void aGraphWrittenInBothDirectionsComesBack(
      @ForAll @IntRange(min = 2, max = 40) int devices, @ForAll long seed) {
    Graph graph = new RandomDensity(devices, 0.3, seed).graph(1);
    List<TraceLink> rows = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        rows.add(new TraceLink(1, device, graph.neighbour(device, e)));
      }
    }
    TraceSchedule schedule =
        new TraceSchedule(new Rounds(List.of(rows)), devices, 1, false, AfterTheEnd.STOP, 1, 0);
    assertThat(links(schedule.graph(1))).isEqualTo(links(graph));
  }

  private static TraceSchedule schedule(
      double threshold, AfterTheEnd afterTheEnd, List<List<TraceLink>> rounds) {
    return new TraceSchedule(
        new Rounds(rounds), 4, threshold, false, afterTheEnd, rounds.size(), 0);
  }

  private static List<TraceLink> both(int round, int one, int other) {
    return List.of(new TraceLink(round, one, other), new TraceLink(round, other, one));
  }

  private static TraceLink received(int source, int destination, double deliveryRatio) {
    return new TraceLink(
        1,
        source,
        destination,
        Optional.of(
            new TraceLink.Reception(
                OptionalInt.empty(), (float) deliveryRatio, OptionalDouble.empty())),
        Optional.empty());
  }

  /** The source stands at x, the destination one metre to the right of it; y is -x. */
  private static TraceLink placed(int round, int source, int destination, double x) {
    return new TraceLink(
        round,
        source,
        destination,
        Optional.empty(),
        Optional.of(new TraceLink.Placement(x, -x, x + 1, -x - 1)));
  }

  private static String links(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (int device = 0; device < graph.devices(); device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        if (graph.neighbour(device, e) > device) {
          text.append(device).append('-').append(graph.neighbour(device, e)).append(' ');
        }
      }
    }
    return text.toString().strip();
  }
}
