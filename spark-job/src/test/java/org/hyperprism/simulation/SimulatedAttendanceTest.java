package org.hyperprism.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.availability.Availability;
import org.hyperprism.availability.Batteries;
import org.hyperprism.availability.Pattern;
import org.hyperprism.availability.Presence;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Lateness.LateDevices;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.schedule.RandomDensity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is there, by the clock and by batteries; on three devices it is the sum done on paper. */
class SimulatedAttendanceTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final LinkSchedule ALONE = new RandomDensity(3, 0, 1);

  /** Devices 0, 1 and 2 compute for 1, 2 and 4 s and draw 5 W, and 2 W while they wait. */
  private static Fleet fleet(Presence presence, Lateness lateness) {
    return new Fleet(
        new double[] {4e9, 2e9, 1e9},
        Collections.nCopies(3, new Power(5, 3, 2.5, 2)),
        LinkTimes.constant(1e6, 0),
        false,
        0,
        lateness,
        1,
        presence);
  }

  private static final Workload WORK =
      new Workload(new int[] {1, 1, 1}, new double[] {4e9, 4e9, 4e9}, 1, 0);

  private static Presence presence(Pattern pattern, TimeUnit unit, @Nullable Batteries batteries) {
    return new Presence(
        new Availability(
            pattern, new double[] {-NEVER, -NEVER, -NEVER}, new double[] {NEVER, NEVER, NEVER}),
        unit,
        batteries,
        10);
  }

  private static LinkSchedule links(Presence presence, Lateness lateness) {
    return new SimulatedAttendance(
            presence, fleet(presence, lateness), WORK, ALONE, available -> available, false)
        .links();
  }

  private static List<Integer> there(LinkSchedule links, int round) {
    return IntStream.range(0, 3).filter(device -> !links.isAbsent(device, round)).boxed().toList();
  }

  @Test
  void secondsAreThoseOfTheRoundsBefore() {
    // Device 2 is there from 3 s to 9 s, device 1 until 5 s, device 0 from the beginning and from
    // 25 s.
    Pattern times =
        new Pattern.Times(new double[][] {{0, 25}, {0}, {3}}, new double[][] {{9, 30}, {5}, {9}});
    Presence presence = presence(times, TimeUnit.SECONDS, null);
    LinkSchedule links = links(presence, Lateness.NONE);
    Timetable timetable = new Timetable(fleet(presence, Lateness.NONE), WORK, links, false);

    // The clock at each beginning: 0, 2, 4, 8, 12, 22, 32 s.
    double[] seconds = {2, 2, 4, 4, 10, 10};
    List<List<Integer>> expected =
        List.of(
            List.of(0, 1), List.of(0, 1), List.of(0, 1, 2), List.of(0, 2), List.of(), List.of());
    for (int round = 6; round >= 1; round--) {
      assertThat(there(links, round)).as("round %d", round).isEqualTo(expected.get(round - 1));
      assertThat(timetable.of(round).seconds()).isEqualTo(seconds[round - 1]);
    }
    // At 22 s device 0 is away but comes back, the others have left; at 32 s all have.
    assertThat(IntStream.range(0, 3).mapToObj(device -> links.isMember(device, 6)))
        .containsExactly(true, false, false);
    assertThat(links.isMember(0, 7)).isFalse();
    assertThat(links.isMember(2, 1)).as("not joined yet").isFalse();
  }

  @Test
  void aBatteryThatIsNotChargedRunsOutForGood() {
    // A round of all takes 4 s: 5 + 3 * 2 = 11 J, 10 + 2 * 2 = 14 J and 20 J.
    Batteries batteries = new Batteries(new double[] {100, 30, 45}, 0, 0.5);
    Presence presence = presence(new Pattern.Always(), TimeUnit.ROUNDS, batteries);
    LinkSchedule links = links(presence, Lateness.NONE);
    Timetable timetable = new Timetable(fleet(presence, Lateness.NONE), WORK, links, false);

    // Before round 3 there are 78, 2 and 5 J; in it the last two run out, but end it.
    for (int round = 1; round <= 3; round++) {
      assertThat(there(links, round)).containsExactly(0, 1, 2);
      assertThat(timetable.of(round).joules()).containsExactly(11, 14, 20);
    }
    // Alone, device 0 draws 5 J a round: of 67 J it has 2 before the 17th, and none after.
    for (int round = 4; round <= 17; round++) {
      assertThat(there(links, round)).containsExactly(0);
      assertThat(timetable.of(round).joules()).containsExactly(5, 0, 0);
      assertThat(timetable.of(round).seconds()).isEqualTo(1);
      assertThat(links.isMember(1, round)).isFalse();
    }
    assertThat(there(links, 18)).isEmpty();
    assertThat(timetable.of(18).seconds()).as("nobody is there").isEqualTo(10);
    assertThat(timetable.of(18).totalJoules()).isZero();
  }

  @Test
  void aBatteryThatIsChargedComesBack() {
    // Device 2 draws 20 J in a round of 4 s and gets 4 J, the others get more than they hold.
    Batteries batteries = new Batteries(new double[] {1000, 1000, 30}, 1, 0.5);
    Presence presence = presence(new Pattern.Always(), TimeUnit.ROUNDS, batteries);
    LinkSchedule links = links(presence, Lateness.NONE);

    // 30, 14, then none: away. A round of the others takes 2 s, so after 8 of them it has 16 J.
    assertThat(there(links, 2)).containsExactly(0, 1, 2);
    for (int round = 3; round <= 10; round++) {
      assertThat(there(links, round)).as("round %d", round).containsExactly(0, 1);
      assertThat(links.isMember(2, round)).as("it will come back").isTrue();
    }
    assertThat(there(links, 11)).containsExactly(0, 1, 2);
    assertThat(there(links, 12)).as("16 - 16 J").containsExactly(0, 1);
  }

  @Test
  void nobodyWaitsForADeviceThatIsNotThere() {
    Pattern times =
        new Pattern.Times(new double[][] {{2}, {1}, {1}}, new double[][] {{9}, {9}, {9}});
    Presence presence =
        presence(times, TimeUnit.ROUNDS, new Batteries(new double[] {1e9, 1e9, 1e9}, 0, 1));
    Lateness half = new Lateness(new Deadline(0, 0.5), false, LateDevices.RENORMALISE);
    Timetable timetable = new Timetable(fleet(presence, half), WORK, links(presence, half), false);

    // Half of two is the first that is done, half of three is the second.
    assertThat(timetable.of(1).late()).containsExactly(false, false, true);
    assertThat(timetable.of(1).seconds()).isEqualTo(2);
    assertThat(timetable.of(1).steps()).containsExactly(0, 1, 0);
    assertThat(timetable.of(1).busy()[0]).isZero();
    assertThat(timetable.of(2).seconds()).isEqualTo(2);
  }

  /** A JVM that begins in the middle, or asks in another order, finds the same. */
  @Test
  void isTheSameInAnyOrderAndOnAnyMachine() throws IOException, ClassNotFoundException {
    Batteries batteries = new Batteries(new double[] {40, 60, 80}, 2, 0.3);
    Presence presence =
        presence(
            new Pattern.DayNight(30, 0.7, new double[] {0, 10, 20}), TimeUnit.SECONDS, batteries);
    Lateness half = new Lateness(new Deadline(0, 0.5), false, LateDevices.RENORMALISE);
    RandomStreams random = new RandomStreams(7);
    LinkSchedule links =
        new SimulatedAttendance(
                presence,
                fleet(presence, half),
                WORK,
                new RandomDensity(3, 0.8, 7),
                available -> new RandomMatching(available, random),
                false)
            .links();
    LinkSchedule pairs = new RandomMatching(links, random);
    byte[] before = bytes(pairs);
    List<List<Integer>> expected =
        IntStream.rangeClosed(1, 60).mapToObj(round -> there(pairs, round)).toList();
    assertThat(expected.stream().distinct().count()).isGreaterThan(3);
    for (byte[] sent : List.of(before, bytes(pairs))) {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
        LinkSchedule elsewhere = (LinkSchedule) in.readObject();
        for (int round = 60; round >= 1; round--) {
          assertThat(there(elsewhere, round)).isEqualTo(expected.get(round - 1));
          assertThat(elsewhere.graph(round).hasLinksOf(pairs.graph(round))).isTrue();
          for (int device = 0; device < 3; device++) {
            assertThat(links.isAbsent(device, round) && pairs.graph(round).degree(device) > 0)
                .isFalse();
          }
        }
      }
    }
  }

  private static byte[] bytes(LinkSchedule links) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(links);
    }
    return bytes.toByteArray();
  }
}
