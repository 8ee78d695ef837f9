package org.hyperprism.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.failure.DataException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Lateness.LateDevices;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkReceptions;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;

class TimetableTest {

  private static final Power POWER = new Power(5, 3, 2.5, 2);
  private static final double EXACTLY = 1e-12;

  /** The same graph in every round; device 0 is away in round 3. */
  private record Same(Graph graph, Optional<LinkReceptions> received) implements LinkSchedule {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return graph.devices();
    }

    @Override
    public Graph graph(int round) {
      return isAway(0, round) ? Graph.of(devices(), new int[0], new int[0]) : graph;
    }

    @Override
    public boolean isAway(int device, int round) {
      return device == 0 && round == 3;
    }

    @Override
    public Optional<LinkReceptions> receptions(int round) {
      return received;
    }
  }

  private static final LinkSchedule PAIR =
      new Same(Graph.of(2, new int[] {0}, new int[] {1}), Optional.empty());

  private static final LinkSchedule PATH =
      new Same(Graph.of(3, new int[] {0, 1}, new int[] {1, 2}), Optional.empty());

  /** 4 Gflop of gradients, at 1 and at 4 Gflop/s; 1000 bytes over 1 Mbit/s, 10 ms of latency. */
  private static RoundTimes pair(boolean fullDuplex, int exchanges) {
    Fleet fleet =
        new Fleet(
            new double[] {1e9, 4e9},
            List.of(POWER, POWER),
            LinkTimes.constant(1e6, 0.01),
            fullDuplex,
            0,
            Lateness.NONE,
            1);
    Workload work = new Workload(new int[] {2, 2}, new double[] {2e9, 2e9}, exchanges, 1000);
    return new Timetable(fleet, work, PAIR, false).of(1);
  }

  @Test
  void isTheSumOnPaper() {
    RoundTimes times = pair(false, 1);

    // A message: 8000 bit at 1 Mbit/s are 8 ms, and 10 ms latency. Each sends one and gets one.
    // Device 0 computes 2 * 2 Gflop / 1 Gflop/s = 4 s, device 1 1 s.
    assertThat(times.busy()[0]).isEqualTo(4 + 2 * 0.018, within(EXACTLY));
    assertThat(times.busy()[1]).isEqualTo(1 + 2 * 0.018, within(EXACTLY));
    assertThat(times.seconds()).isEqualTo(4.036, within(EXACTLY));
    // Device 0: 5 W for 4 s, 3 W for 8 ms, 2.5 W for 8 ms, 2 W for the 20 ms that are left.
    assertThat(times.joules()[0])
        .isEqualTo(5 * 4 + 3 * 0.008 + 2.5 * 0.008 + 2 * 0.02, within(EXACTLY));
    // Device 1: 5 W for 1 s, the radio as above, 2 W for the other 3.02 s.
    assertThat(times.joules()[1])
        .isEqualTo(5 * 1 + 3 * 0.008 + 2.5 * 0.008 + 2 * 3.02, within(EXACTLY));
    assertThat(times.totalJoules()).isEqualTo(times.joules()[0] + times.joules()[1]);
    assertThat(times.lateDevices()).isZero();
  }

  @Test
  void fullDuplexSendsAndReceivesAtOnce() {
    RoundTimes times = pair(true, 1);

    assertThat(times.seconds()).isEqualTo(4.018, within(EXACTLY));
    // Sending and receiving for the same 8 ms: 1 W and 0.5 W above the idle 2 W.
    assertThat(times.joules()[0])
        .isEqualTo(5 * 4 + (2 + 1 + 0.5) * 0.008 + 2 * 0.01, within(EXACTLY));
  }

  @Test
  void everyExchangeTakesItsTime() {
    assertThat(pair(false, 3).seconds()).isEqualTo(4 + 3 * 0.036, within(EXACTLY));
  }

  @Test
  void whatATraceLosesIsSentAgain() {
    LinkReceptions received =
        new LinkReceptions(List.of(link(0, 1, 0.5, 30), link(1, 0, 0.25, 12.5)));
    LinkSchedule links = new Same(Graph.of(2, new int[] {0}, new int[] {1}), Optional.of(received));

    // 2 and 4 transmissions of 8 ms.
    assertThat(timesOver(links, LinkTimes.constant(1e6, 0)).seconds())
        .isEqualTo(1 + 0.016, within(EXACTLY));
    assertThat(
            timesOver(links, new LinkTimes(LinkTimes.constant(1e6, 0).rates(), 0, true)).seconds())
        .isEqualTo(1 + 0.016 + 0.032, within(EXACTLY));
    // 54 Mbit/s at 30 dB, 12 Mbit/s at 12.5 dB.
    assertThat(timesOver(links, new LinkTimes(new LinkTimes.SnrRates(), 0, false)).seconds())
        .isEqualTo(1 + 8000 / 54e6 + 8000 / 12e6, within(EXACTLY));
  }

  @Test
  void refusesATraceThatDeliversNothingOrHasNoSignal() {
    LinkReceptions silent = new LinkReceptions(List.of(link(0, 1, 0, 30), link(1, 0, 0, 30)));
    LinkSchedule links = new Same(Graph.of(2, new int[] {0}, new int[] {1}), Optional.of(silent));

    assertThatThrownBy(
            () -> timesOver(links, new LinkTimes(LinkTimes.constant(1e6, 0).rates(), 0, true)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected links.threshold above 0");
    assertThatThrownBy(() -> timesOver(PAIR, new LinkTimes(new LinkTimes.SnrRates(), 0, false)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("device 1 to 0");
  }

  private static RoundTimes timesOver(LinkSchedule links, LinkTimes linkTimes) {
    Fleet fleet =
        new Fleet(
            new double[] {1e9, 1e9}, List.of(POWER, POWER), linkTimes, false, 0, Lateness.NONE, 1);
    Workload work = new Workload(new int[] {1, 1}, new double[] {1e9, 1e9}, 1, 1000);
    return new Timetable(fleet, work, links, false).of(1);
  }

  private static TraceLink link(int source, int destination, double share, double snr) {
    return new TraceLink(
        1,
        source,
        destination,
        Optional.of(new TraceLink.Reception(OptionalInt.empty(), share, OptionalDouble.of(snr))),
        Optional.empty());
  }

  /** A path 0 - 1 - 2, ten steps of 0.1, 0.2 and 1 s, and radios that take no time. */
  private static Timetable path(Lateness lateness, boolean pauses) {
    Fleet fleet =
        new Fleet(
            new double[] {10e9, 5e9, 1e9},
            Collections.nCopies(3, POWER),
            LinkTimes.constant(1e6, 0),
            false,
            0,
            lateness,
            1);
    return new Timetable(
        fleet,
        new Workload(new int[] {10, 10, 10}, new double[] {1e9, 1e9, 1e9}, 1, 0),
        PATH,
        pauses);
  }

  @Test
  void theOthersMixWithoutALateDevice() {
    Timetable timetable =
        path(new Lateness(new Deadline(4.5, 0), false, LateDevices.RENORMALISE), false);

    RoundTimes times = timetable.of(1);
    assertThat(times.late()).containsExactly(false, false, true);
    // It works alone: four steps of 1 s end within 4.5 s.
    assertThat(times.steps()).containsExactly(10, 10, 4);
    assertThat(times.busy()).containsExactly(new double[] {1, 2, 4}, within(EXACTLY));
    assertThat(times.seconds()).isEqualTo(4.5);
    assertThat(timetable.links().isAway(2, 1)).isTrue();
    assertThat(timetable.links().graph(1).degree(1)).isEqualTo(1);
    assertThat(timetable.links().graph(1).degree(2)).isZero();
    assertThat(timetable.changesRounds()).isTrue();
  }

  @Test
  void aLateDeviceThatPausesHasWorkedInVain() {
    RoundTimes times =
        path(new Lateness(new Deadline(4.5, 0), false, LateDevices.RENORMALISE), true).of(1);

    assertThat(times.steps()).containsExactly(10, 10, 0);
    assertThat(times.busy()[2]).isEqualTo(4.5);
    assertThat(times.joules()[2]).isEqualTo(5 * 4.5, within(EXACTLY));
  }

  @Test
  void aLateDeviceIsWaitedFor() {
    Timetable timetable = path(new Lateness(new Deadline(4.5, 0), false, LateDevices.WAIT), false);

    assertThat(timetable.of(1).seconds()).isEqualTo(10, within(EXACTLY));
    assertThat(timetable.of(1).lateDevices()).isZero();
    assertThat(timetable.changesRounds()).isFalse();
  }

  @Test
  void aDeviceThatWouldBeLateTakesFewerSteps() {
    Timetable timetable =
        path(new Lateness(new Deadline(4.5, 0), true, LateDevices.RENORMALISE), false);

    assertThat(timetable.of(1).steps()).containsExactly(10, 10, 4);
    assertThat(timetable.of(1).lateDevices()).isZero();
    assertThat(timetable.of(1).seconds()).isEqualTo(4, within(EXACTLY));
    assertThat(timetable.links().graph(1).degree(2)).isEqualTo(1);
  }

  @Test
  void oneWhoseFirstStepIsLateMissesTheRoundOrIsWaitedFor() {
    RoundTimes missed =
        path(new Lateness(new Deadline(0.9, 0), true, LateDevices.RENORMALISE), false).of(1);
    assertThat(missed.late()).containsExactly(false, false, true);
    assertThat(missed.steps()).containsExactly(9, 4, 0);
    assertThat(missed.seconds()).isEqualTo(0.9);

    RoundTimes awaited =
        path(new Lateness(new Deadline(0.9, 0), true, LateDevices.WAIT), false).of(1);
    assertThat(awaited.steps()).containsExactly(9, 4, 1);
    assertThat(awaited.seconds()).isEqualTo(1, within(EXACTLY));
  }

  @Test
  void aShareOfTheDevicesSetsTheDeadline() {
    // Two thirds are done after 2 s.
    RoundTimes times =
        path(new Lateness(new Deadline(0, 0.6), false, LateDevices.RENORMALISE), false).of(1);

    assertThat(times.late()).containsExactly(false, false, true);
    assertThat(times.seconds()).isEqualTo(2, within(EXACTLY));
    assertThat(times.steps()).containsExactly(10, 10, 2);
  }

  @Test
  void aDeviceThatIsAwayAndPausesOnlyWaits() {
    RoundTimes times = path(Lateness.NONE, true).of(3);

    assertThat(times.steps()).containsExactly(0, 10, 10);
    assertThat(times.busy()[0]).isZero();
    assertThat(times.joules()[0]).isEqualTo(2 * 10, within(EXACTLY));
  }

  @Test
  void timesVaryByTheirOwnStreamAndNothingElse() {
    Fleet fleet =
        new Fleet(
            new double[] {1e9, 1e9},
            List.of(POWER, POWER),
            LinkTimes.constant(1e6, 0),
            false,
            0.5,
            Lateness.NONE,
            7);
    Workload work = new Workload(new int[] {1, 1}, new double[] {1e9, 1e9}, 1, 0);
    Timetable once = new Timetable(fleet, work, PAIR, false);
    Timetable again = new Timetable(fleet, work, PAIR, false);

    double second = once.of(2).busy()[0];
    assertThat(once.of(1).busy()[0]).isNotEqualTo(second).isNotEqualTo(once.of(1).busy()[1]);
    assertThat(again.of(1).busy()).isEqualTo(once.of(1).busy());
  }

  @Test
  void drawnNumbersHaveTheirMedian() {
    double[] drawn = new double[2001];
    RandomStreams random = new RandomStreams(3);
    for (int device = 0; device < drawn.length; device++) {
      drawn[device] =
          new Amount.LogNormal(1e9, 0.5).draw(random.stream(Purpose.DEVICE_SPEED, device, 0));
    }
    Arrays.sort(drawn);
    assertThat(drawn[1000]).isBetween(0.96e9, 1.04e9);
    // One standard deviation above the median are 84.1 % of a normal distribution.
    assertThat(drawn[1683]).isBetween(0.95 * 1e9 * Math.exp(0.5), 1.05 * 1e9 * Math.exp(0.5));
  }
}
