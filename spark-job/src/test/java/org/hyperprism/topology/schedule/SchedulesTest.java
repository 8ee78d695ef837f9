package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.DeviceDropOut;
import org.hyperprism.topology.derived.HeldFor;
import org.hyperprism.topology.derived.LinkDropOut;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.derived.SinglePair;
import org.junit.jupiter.api.Test;

/** What holds for every schedule of links. */
class SchedulesTest {

  /** Every kind of schedule for an even number of devices, and a number in [0, 1] where it fits. */
  private static Map<String, LinkSchedule> schedules(int devices, double share, long seed) {
    int degree = Math.min(4, devices - 2);
    WaypointMobility mobility = new WaypointMobility(100, 1, 10, 5, 1);
    LinkSchedule geometric = new RandomGeometric(devices, share, seed);
    Map<String, LinkSchedule> schedules = new LinkedHashMap<>();
    for (StaticShape shape : StaticShape.values()) {
      schedules.put(shape.name(), new StaticGraph(shape, devices));
    }
    schedules.put("density", new RandomDensity(devices, share, seed));
    schedules.put("density, dense", new RandomDensity(devices, 1 - share / 2, seed));
    schedules.put("Erdos-Renyi", new ErdosRenyi(devices, share, seed));
    schedules.put("geometric", geometric);
    schedules.put(
        "waypoint, density",
        new RandomWaypoint(devices, mobility, new Reach.ExactDensity(share), seed));
    schedules.put(
        "waypoint, range",
        new RandomWaypoint(devices, mobility, new Reach.Range(1 + 60 * share), seed));
    schedules.put("bursty", new GilbertElliott(geometric, share / 2, 0.25, seed));
    schedules.put("bursty, fast", new GilbertElliott(geometric, (1 + share) / 2, 0.75, seed));
    schedules.put("small world", new SmallWorld(devices, degree, share, seed));
    schedules.put("regular", new RandomRegular(devices, degree, seed));
    schedules.put("regular, dense", new RandomRegular(devices, devices - 2, seed));
    schedules.put("B-connected", new BConnected(devices, 3, seed));
    schedules.put("held", new HeldFor(geometric, 2));
    schedules.put("link drop-out", new LinkDropOut(geometric, share / 2, seed));
    schedules.put("device drop-out", new DeviceDropOut(geometric, share / 2, seed));
    schedules.put("matching", new RandomMatching(geometric, new RandomStreams(seed)));
    schedules.put("pair", new SinglePair(geometric, new RandomStreams(seed)));
    return schedules;
  }

  @Property(tries = 150)
  void everyGraphIsSimpleAndSymmetric(
      @ForAll @IntRange(min = 2, max = 40) int halfOfDevices,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 500) int round) {
    int devices = 2 * halfOfDevices;
    schedules(devices, share, seed)
        .forEach(
            (name, schedule) -> {
              Graph graph = schedule.graph(round);
              assertThat(schedule.devices()).as(name).isEqualTo(devices);
              assertThat(graph.devices()).as(name).isEqualTo(devices);
              for (int i = 0; i < devices; i++) {
                for (int e = 0; e < graph.degree(i); e++) {
                  int j = graph.neighbour(i, e);
                  assertThat(j).as(name).isBetween(0, devices - 1).isNotEqualTo(i);
                  assertThat(GraphCode.areLinked(graph, j, i)).as(name).isTrue();
                  assertThat(e == 0 || graph.neighbour(i, e - 1) < j).as(name).isTrue();
                }
              }
            });
  }

  @Test
  void aRoundAskedForAloneIsTheSameAsInSequenceAndFromManyThreads() {
    List<Integer> rounds = IntStream.rangeClosed(1, 200).boxed().toList();
    schedules(30, 0.3, 5)
        .forEach(
            (name, schedule) -> {
              Trips.forget();
              List<Long> inSequence =
                  rounds.stream().map(t -> GraphCode.crc(schedule.graph(t))).toList();
              Trips.forget();
              List<Long> fromThreads =
                  rounds.parallelStream().map(t -> GraphCode.crc(schedule.graph(t))).toList();
              assertThat(fromThreads).as(name).isEqualTo(inSequence);
              for (int round = 200; round >= 1; round -= 7) {
                assertThat(GraphCode.crc(schedule.graph(round)))
                    .as("%s, round %d after later ones", name, round)
                    .isEqualTo(inSequence.get(round - 1));
              }
              for (int round : new int[] {200, 3, 77, 1}) {
                Trips.forget();
                assertThat(GraphCode.crc(sent(schedule).graph(round)))
                    .as("%s, round %d alone", name, round)
                    .isEqualTo(inSequence.get(round - 1));
              }
            });
  }

  @Test
  void aCopySentToAnotherJvmGivesTheSameGraphs() {
    schedules(20, 0.4, 9)
        .forEach(
            (name, schedule) -> {
              LinkSchedule copy = sent(schedule);
              assertThat(copy).as(name).isNotSameAs(schedule);
              for (int round : new int[] {1, 40}) {
                assertThat(GraphCode.crc(copy.graph(round)))
                    .as(name)
                    .isEqualTo(GraphCode.crc(schedule.graph(round)));
              }
            });
  }

  private static LinkSchedule sent(LinkSchedule schedule) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(schedule);
      out.flush();
      return (LinkSchedule)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Published results depend on these graphs: a change that moves one of them is a new release. */
  @Test
  void theGraphsOfRoundSevenStayWhatTheyWere() {
    StringBuilder codes = new StringBuilder();
    schedules(50, 0.2, 1)
        .forEach(
            (name, schedule) ->
                codes.append("%08x %s%n".formatted(GraphCode.crc(schedule.graph(7)), name)));
    assertThat(codes.toString())
        .isEqualToNormalizingNewlines(
            """
            6762e76a RING
            6feca3e8 TORUS
            b1aa6145 EXPONENTIAL
            2762a7e9 COMPLETE
            f5e0824f STAR
            669d4cb0 density
            3338440c density, dense
            df3d7c3d Erdos-Renyi
            cdfc8b2d geometric
            4b212749 waypoint, density
            de1ec86a waypoint, range
            e9aabeee bursty
            f62bdcc1 bursty, fast
            af2f0999 small world
            cd067c4f regular
            2d7b7369 regular, dense
            c158bdd0 B-connected
            ca62cc40 held
            04f02749 link drop-out
            250d3aa7 device drop-out
            5762b44c matching
            22b7f634 pair
            """);
  }
}
