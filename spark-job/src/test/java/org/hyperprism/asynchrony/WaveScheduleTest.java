package org.hyperprism.asynchrony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Lateness;
import org.hyperprism.simulation.LinkTimes;
import org.hyperprism.simulation.Power;
import org.hyperprism.simulation.Workload;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of devices without a common clock, and the waves that they are carried out in. */
class WaveScheduleTest {

  private static final long SEED = 6;
  private static final int MANY = 40;
  private static final LinkSchedule COUPLE = new RandomDensity(2, 1, SEED);
  private static final LinkSchedule CHANGING = new RandomDensity(MANY, 0.3, SEED);

  /** Devices of many speeds, none a multiple of another. */
  private static Pace unequal() {
    return new FixedPace(new Random(SEED).doubles(MANY, 0.5, 3).toArray(), 0.1);
  }

  private static List<Event> events(WaveSchedule waves, int rounds) {
    List<Event> events = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      events.addAll(waves.round(round).events());
    }
    return events;
  }

  /** One device computes for 1 s, the other for 2.5 s; at 5 s both are done. */
  @Test
  void twoDevicesByHand() {
    WaveSchedule waves = WaveSchedule.of(new FixedPace(new double[] {1, 2.5}, 0), COUPLE, SEED);
    assertThat(events(waves, 3))
        .containsExactly(
            new Event(1, 1, 0, 1, new Gradient(1, 1, 0, 0), null),
            new Event(2, 1, 0, 1, new Gradient(2, 1, 0, 0), null),
            new Event(2.5, 2, 0, 1, null, new Gradient(1, 2.5, 2, 2)),
            new Event(3, 2, 0, 1, new Gradient(3, 1, 1, 1), null),
            new Event(4, 3, 0, 1, new Gradient(4, 1, 0, 0), null),
            new Event(5, 3, 0, 1, new Gradient(5, 1, 0, 0), new Gradient(2, 2.5, 2, 2)));
    Staleness second = waves.round(2).staleness();
    assertThat(second.gradients()).isEqualTo(2);
    assertThat(second.meanSeconds()).isEqualTo(1.75);
    assertThat(second.meanRounds()).isEqualTo(0.75);
    assertThat(second.mostRounds()).isEqualTo(1);
    assertThat(second.meanChanges()).isEqualTo(1.5);
    assertThat(waves.round(3).seconds()).isEqualTo(5);
    // Each event depends on the one before it.
    assertThat(waves.round(3).lastWave()).isEqualTo(6);
  }

  /** Device 0 is done at 1 s and 2.5 s, and device 1 at 2.5 s; exchanges take half a second. */
  @Test
  void whoExchangesComputesAfterwards() {
    WaveSchedule waves = WaveSchedule.of(new FixedPace(new double[] {1, 2.5}, 0.5), COUPLE, SEED);
    assertThat(events(waves, 2).subList(0, 3))
        .containsExactly(
            new Event(1.5, 1, 0, 1, new Gradient(1, 1.5, 0, 0), null),
            new Event(3, 1, 0, 1, new Gradient(2, 1.5, 0, 0), new Gradient(1, 3, 1, 1)),
            new Event(4.5, 2, 0, 1, new Gradient(3, 1.5, 0, 0), null));
  }

  @Test
  void equalSpeedsWithoutDelaysMakeRoundsOfRandomMatchings() {
    double[] ones = new double[MANY];
    Arrays.fill(ones, 1);
    WaveSchedule waves = WaveSchedule.of(new FixedPace(ones, 0), CHANGING, SEED);
    LinkSchedule matching = new RandomMatching(CHANGING, new RandomStreams(SEED));
    for (int number = 1; number <= 20; number++) {
      Wave wave = waves.wave(number);
      EventRound round = waves.round(number);
      assertThat(wave.round()).isEqualTo(number);
      assertThat(wave.seconds()).isEqualTo(number);
      assertThat(wave.gradients()).containsOnly(number);
      assertThat(wave.graph().hasLinksOf(matching.graph(number))).isTrue();
      assertThat(round.waves()).hasSize(1);
      assertThat(round.staleness().gradients()).isEqualTo(MANY);
      assertThat(round.staleness().mostRounds()).isZero();
      assertThat(round.staleness().meanChanges()).isZero();
      assertThat(round.staleness().meanSeconds()).isEqualTo(1);
    }
  }

  /** What a device does, in its order: whom it meets, and which gradients the two bring. */
  private static List<List<String>> histories() {
    List<List<String>> histories = new ArrayList<>();
    for (int device = 0; device < MANY; device++) {
      histories.add(new ArrayList<>());
    }
    return histories;
  }

  private static int number(@Nullable Gradient gradient) {
    return gradient == null ? 0 : gradient.number();
  }

  @Test
  void everyDeviceHasItsEventsInTheOrderOfTimeAndOnceInAWave() {
    int rounds = 30;
    WaveSchedule waves = WaveSchedule.of(unequal(), CHANGING, SEED);
    List<List<String>> expected = histories();
    List<Event> events = events(waves, rounds);
    double time = 0;
    for (Event event : events) {
      assertThat(event.seconds()).isGreaterThanOrEqualTo(time);
      time = event.seconds();
      int own = number(event.ofFirst());
      int others = number(event.ofSecond());
      expected.get(event.first()).add("%d: %d %d".formatted(event.second(), own, others));
      if (event.isMeeting()) {
        expected.get(event.second()).add("%d: %d %d".formatted(event.first(), others, own));
      }
    }
    List<List<String>> actual = histories();
    int last = waves.round(rounds).lastWave();
    for (int number = 1; number <= last; number++) {
      Wave wave = waves.wave(number);
      assertThat(wave.number()).isEqualTo(number);
      for (int device = 0; device < MANY; device++) {
        assertThat(wave.graph().degree(device)).isLessThanOrEqualTo(1);
        boolean meets = wave.graph().degree(device) == 1;
        int partner = meets ? wave.graph().neighbour(device, 0) : Event.NOBODY;
        int own = wave.gradients()[device];
        int others = meets ? wave.gradients()[partner] : 0;
        if (wave.takesPart(device)) {
          actual.get(device).add("%d: %d %d".formatted(partner, own, others));
          assertThat(own + others).isPositive();
        }
      }
    }
    assertThat(actual).isEqualTo(expected);
    // A round has about 40 events, each with two of 40 devices.
    assertThat(last).isLessThan(events.size() / 4);
    assertThat(events).anyMatch(event -> event.ofFirst() != null && event.ofFirst().changes() > 1);
  }

  @Test
  void aRoundIsAsManyGradientsAsThereAreDevices() {
    WaveSchedule waves = WaveSchedule.of(unequal(), CHANGING, SEED);
    long gradients = 0;
    for (int round = 1; round <= 30; round++) {
      gradients += waves.round(round).staleness().gradients();
      // The last event of a round may bring a second gradient.
      assertThat(gradients).isBetween((long) round * MANY, (long) round * MANY + 1);
    }
  }

  /** Also one by one, and by a schedule that was asked for a later one before. */
  @Test
  void theEventsDoNotDependOnHowTheyAreAskedFor() {
    WaveSchedule waves = WaveSchedule.of(unequal(), CHANGING, SEED);
    List<Event> events = events(waves, 8);
    waves.wave(200);
    assertThat(events(waves, 8)).isEqualTo(events);
    assertThat(events(waves.oneByOne(), 8)).isEqualTo(events);
    assertThat(waves.oneByOne().round(8).lastWave()).isEqualTo(events.size());
    Wave later = waves.wave(100);
    Wave again = WaveSchedule.of(unequal(), CHANGING, SEED).wave(100);
    assertThat(again.gradients()).isEqualTo(later.gradients());
    assertThat(again.graph().hasLinksOf(later.graph())).isTrue();
    assertThat(events(WaveSchedule.of(unequal(), CHANGING, SEED + 1), 8)).isNotEqualTo(events);
  }

  /** 10 devices of which each begins a meeting once in 2 s: 5 meetings a second, of 45 pairs. */
  @Test
  void poissonClocksMeetUniformly() {
    int devices = 10;
    Pace pace = new PoissonPace(devices, 2, new RandomStreams(SEED));
    WaveSchedule waves = WaveSchedule.of(pace, new RandomDensity(devices, 1, SEED), SEED);
    List<Event> events = events(waves, 1800);
    assertThat(events).hasSize(9000);
    double[] pairs = new double[devices * devices];
    double[] gaps = new double[events.size()];
    double time = 0;
    for (int i = 0; i < gaps.length; i++) {
      Event event = events.get(i);
      pairs[event.first() * devices + event.second()]++;
      gaps[i] = event.seconds() - time;
      time = event.seconds();
      // Nobody is only met, so that no model changes while its gradient is computed.
      assertThat(Objects.requireNonNull(event.ofFirst()).changes()).isZero();
      assertThat(Objects.requireNonNull(event.ofSecond()).changes()).isZero();
    }
    // Exponential: mean 0.2 s, variance 0.04 s^2.
    assertThat(time / gaps.length).isCloseTo(0.2, within(0.01));
    double squares = Arrays.stream(gaps).map(gap -> gap * gap).average().orElseThrow();
    assertThat(squares).isCloseTo(0.08, within(0.01));
    double chiSquare = 0;
    for (int first = 0; first < devices; first++) {
      for (int second = first + 1; second < devices; second++) {
        chiSquare += Math.pow(pairs[first * devices + second] - 200, 2) / 200;
      }
    }
    // 44 degrees of freedom: above 90 in fewer than one of ten thousand.
    assertThat(chiSquare).isBetween(15.0, 90.0);
  }

  private static List<Event> gossip(Meeting meeting) {
    Pace pace = new PoissonPace(MANY, 2, new RandomStreams(SEED), meeting);
    return events(WaveSchedule.of(pace, CHANGING, SEED), 20);
  }

  /** Whose clock strikes first pushes first, or else pulls. */
  @Test
  void whereOneHearsTheOtherItsGradientFollows() {
    List<Event> pushed = gossip(Meeting.PUSH);
    List<Event> pulled = gossip(Meeting.PULL);
    assertThat(pushed).hasSize(2 * 20 * MANY);
    assertThat(pulled).hasSameSizeAs(pushed);
    Pace pace = new PoissonPace(MANY, 2, new RandomStreams(SEED));
    int earliest = 0;
    for (int device = 1; device < MANY; device++) {
      earliest = pace.untilMeeting(device, 1) < pace.untilMeeting(earliest, 1) ? device : earliest;
    }
    assertThat(pushed.get(0).first()).isEqualTo(earliest);
    for (int i = 0; i < pushed.size(); i += 2) {
      Event push = pushed.get(i);
      Event pull = pulled.get(i);
      assertThat(push.oneWay() && push.isMeeting()).isTrue();
      assertThat(push.ofFirst()).isNull();
      assertThat(push.ofSecond()).isNull();
      int heard = push.second();
      int hears = push.first();
      assertThat(pull)
          .isEqualTo(new Event(push.seconds(), push.round(), heard, hears, null, null, true));
      Event own = pushed.get(i + 1);
      assertThat(own.seconds()).isEqualTo(push.seconds());
      assertThat(own.first()).isEqualTo(push.second());
      assertThat(own.isMeeting()).isFalse();
      Gradient gradient = Objects.requireNonNull(own.ofFirst());
      assertThat(gradient).isEqualTo(new Gradient(gradient.number(), 0, 0, 0));
    }
  }

  /** 1 Gflop at 1 and at 2 Gflop/s; 1000 bytes over 1 Mbit/s and 10 ms, one after the other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFleetTakesAsLongAsItsSpeedsAndLinksSay(boolean fullDuplex) {
    Fleet fleet =
        new Fleet(
            new double[] {1e9, 2e9},
            Collections.nCopies(2, new Power(5, 3, 2.5, 2)),
            LinkTimes.constant(1e6, 0.01),
            fullDuplex,
            0,
            Lateness.NONE,
            SEED);
    Pace pace =
        new FleetPace(fleet, new Workload(new int[] {1, 1}, new double[] {1e9, 1e9}, 1, 1000));
    assertThat(pace.untilMeeting(0, 1)).isEqualTo(1);
    assertThat(pace.untilMeeting(1, 7)).isEqualTo(0.5);
    assertThat(pace.exchange(0, 1, 1)).isCloseTo(fullDuplex ? 0.018 : 0.036, within(1e-12));
    Event first = WaveSchedule.of(pace, COUPLE, SEED).round(1).events().get(0);
    assertThat(first.seconds()).isCloseTo(0.5 + (fullDuplex ? 0.018 : 0.036), within(1e-12));
    assertThat(first.ofFirst()).isNull();
  }

  /** Devices from 1 on are there from some time on, device 0 until then. */
  private record Coming(double from, double until) implements Pace {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return MANY;
    }

    @Override
    public double untilMeeting(int device, int turn) {
      return 1;
    }

    @Override
    public double exchange(int one, int other, int linkRound) {
      return 0;
    }

    @Override
    public boolean isThere(int device, double seconds, int linkRound) {
      return device == 0 ? seconds < until : seconds >= from;
    }

    @Override
    public boolean bothCompute() {
      return false;
    }
  }

  @Test
  void whoIsAwayMeetsNobody() {
    WaveSchedule waves = WaveSchedule.of(new Coming(5, 8), CHANGING, SEED);
    List<Event> events = events(waves, 10);
    assertThat(events.subList(0, 4))
        .allMatch(event -> event.first() == 0 && !event.isMeeting() && event.seconds() < 5);
    assertThat(events).anyMatch(event -> event.isMeeting() && event.first() == 0);
    assertThat(events).allMatch(event -> event.first() > 0 || event.seconds() < 8);
    // What it began at 0 s is brought when it is back.
    assertThat(events.subList(4, events.size()))
        .anyMatch(event -> event.ofSecond() != null && event.ofSecond().seconds() == 5);
  }

  @Test
  void whereNobodyComesItIsSaid() {
    double never = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> WaveSchedule.of(new Coming(never, 3), CHANGING, SEED).round(2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nobody is there any more")
        .hasMessageContaining("2 gradients");
  }

  @Test
  void linksOfOneWayAreRefused() {
    LinkSchedule oneWay = new DirectedRandom(2, 1, SEED);
    assertThatThrownBy(
            () -> WaveSchedule.of(new FixedPace(new double[] {1, 1}, 0), oneWay, SEED).wave(1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("carry one way alone");
  }
}
