package org.hyperprism.asynchrony;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run, in waves that an engine carries out one after the other, those of a round
 * together.
 *
 * <p>An event reads and writes the models of its own devices alone, so it depends on the latest
 * events of these, and on no others. In a round it goes into the first wave behind those, whatever
 * happened elsewhere meanwhile; every device then has its events in the order of time, and so the
 * bits that they give one by one.
 *
 * <p>A pure function of the number of a wave: it is reckoned from the first event on, by each JVM
 * for itself, and goes on from the latest round that was asked for.
 */
public final class WaveSchedule implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Pace pace;
  private final LinkSchedule available;
  private final long seed;
  private final boolean batched;

  private transient @Nullable Progress progress;

  private WaveSchedule(Pace pace, LinkSchedule available, long seed, boolean batched) {
    if (pace.devices() != available.devices() || pace.devices() < 2) {
      throw new IllegalArgumentException(
          "a pace of %d devices over links of %d, expected as many, and at least 2"
              .formatted(pace.devices(), available.devices()));
    }
    this.pace = pace;
    this.available = available;
    this.seed = seed;
    this.batched = batched;
  }

  /**
   * Events in as few waves as the order of each device's allows.
   *
   * @param available the links to choose partners from; those of a round are up while its gradients
   *     are done
   * @param seed the experiment's
   */
  public static WaveSchedule of(Pace pace, LinkSchedule available, long seed) {
    return new WaveSchedule(pace, available, seed, true);
  }

  /** The same events, each a wave of its own, in the order of time: slow, and the definition. */
  public WaveSchedule oneByOne() {
    return new WaveSchedule(pace, available, seed, false);
  }

  /** Number of devices m. */
  public int devices() {
    return available.devices();
  }

  /**
   * Whether a device's model never changes between when it reads it and when it brings what it has
   * computed, as everybody who meets somebody brings something.
   */
  public boolean modelsStayAsRead() {
    return pace.bothCompute();
  }

  /**
   * A wave.
   *
   * @param number from 1
   */
  public synchronized Wave wave(int number) {
    Progress known = progress;
    if (known == null || number < known.firstWave()) {
      known = new Progress();
      progress = known;
    }
    while (known.latest().lastWave() < number) {
      known.next();
    }
    return known.latest().waves().get(number - known.firstWave());
  }

  /**
   * A round.
   *
   * @param number from 1
   */
  public synchronized EventRound round(int number) {
    Progress known = progress;
    if (known == null || number < known.latest().number()) {
      known = new Progress();
      progress = known;
    }
    while (known.latest().number() < number) {
      known.next();
    }
    return known.latest();
  }

  /** The pairs that meet, with the numbers of waves in the place of rounds. */
  public LinkSchedule links() {
    return new WaveLinks(this);
  }

  private record WaveLinks(WaveSchedule waves) implements LinkSchedule {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return waves.devices();
    }

    @Override
    public Graph graph(int round) {
      return waves.wave(round).graph();
    }
  }

  /** The latest round, and the event behind it. */
  private final class Progress {

    private final EventStream stream = new EventStream(pace, available, new RandomStreams(seed));
    private Event ahead = stream.next();
    private EventRound latest = read(1, 0);

    EventRound latest() {
      return latest;
    }

    int firstWave() {
      return latest.firstWave();
    }

    void next() {
      latest = read(latest.number() + 1, latest.lastWave());
    }

    private EventRound read(int number, int wavesBefore) {
      List<Event> events = new ArrayList<>();
      Staleness staleness = Staleness.none(devices());
      double seconds = 0;
      while (ahead.round() == number) {
        events.add(ahead);
        staleness = staleness.plus(ahead);
        seconds = ahead.seconds();
        ahead = stream.next();
      }
      List<Wave> waves = new ArrayList<>();
      for (List<Event> together :
          batched ? batches(events) : events.stream().map(List::of).toList()) {
        waves.add(wave(wavesBefore + waves.size() + 1, number, together));
      }
      return new EventRound(number, events, waves, seconds, staleness);
    }

    private List<List<Event>> batches(List<Event> events) {
      int[] taken = new int[devices()];
      List<List<Event>> batches = new ArrayList<>();
      for (Event event : events) {
        int batch = taken[event.first()];
        if (event.isMeeting()) {
          batch = Math.max(batch, taken[event.second()]);
          taken[event.second()] = batch + 1;
        }
        taken[event.first()] = batch + 1;
        if (batch == batches.size()) {
          batches.add(new ArrayList<>());
        }
        batches.get(batch).add(event);
      }
      return batches;
    }

    private Wave wave(int number, int round, List<Event> events) {
      int[] gradients = new int[devices()];
      int[] firsts = new int[events.size()];
      int[] seconds = new int[events.size()];
      int[] devices = new int[2 * events.size()];
      int meetings = 0;
      int parts = 0;
      boolean oneWay = false;
      double end = 0;
      for (Event event : events) {
        end = Math.max(end, event.seconds());
        oneWay |= event.oneWay();
        note(event.first(), event.ofFirst(), gradients);
        devices[parts++] = event.first();
        if (event.isMeeting()) {
          note(event.second(), event.ofSecond(), gradients);
          devices[parts++] = event.second();
          firsts[meetings] = event.first();
          seconds[meetings++] = event.second();
        }
      }
      int[] heard = Arrays.copyOf(firsts, meetings);
      int[] hear = Arrays.copyOf(seconds, meetings);
      Graph graph =
          oneWay ? Graph.directed(devices(), heard, hear) : Graph.of(devices(), heard, hear);
      Arrays.sort(devices, 0, parts);
      return new Wave(number, round, end, graph, gradients, Arrays.copyOf(devices, parts));
    }

    private static void note(int device, @Nullable Gradient gradient, int[] gradients) {
      if (gradient != null) {
        gradients[device] = gradient.number();
      }
    }
  }
}
