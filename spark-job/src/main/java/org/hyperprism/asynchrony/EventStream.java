package org.hyperprism.asynchrony;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run, one after the other. They follow from the pace, the links and keyed streams,
 * and not from what is computed.
 *
 * <p>A device reads its model, computes, and looks for a partner: a neighbour that is there,
 * uniformly. Those that look at the same instant choose one after the other in a random order, and
 * nobody is chosen twice, as in {@link RandomMatching}; two that both look bring a gradient each.
 * When the exchange is over the event is, and who has brought a gradient reads its model anew. One
 * that is away when it would look computes again. Where one hears the other alone, that is an event
 * without gradients, and the next is its gradient at what it then has.
 */
final class EventStream {

  /** Turns in a row at which nobody was there, after which nobody is thought to come. */
  private static final int MOST_ABSENCES = 1_000_000;

  /** A device that has computed. */
  private record Ready(double seconds, int device) {}

  /** A meeting that is under way. */
  private record Planned(
      double seconds, long order, int device, int partner, boolean partnerIsReady) {}

  private final Pace pace;
  private final LinkSchedule available;
  private final RandomStreams random;
  private final int devices;
  private final PriorityQueue<Ready> ready =
      new PriorityQueue<>(
          Comparator.comparingDouble(Ready::seconds).thenComparingInt(Ready::device));
  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(
          Comparator.comparingDouble(Planned::seconds).thenComparingLong(Planned::order));
  private final int[] turns;
  private final int[] gradients;

  /** Times that a device was only met since it read its model. */
  private final int[] changes;

  private final double[] readAt;

  /** Gradients that had been brought when a device read its model, those of the instant too. */
  private final long[] readAfter;

  /** The instant at which each device was chosen last. */
  private final long[] chosenAt;

  /**
   * Devices that read their models at the present moment, and the moment at which each did last.
   */
  private final int[] readers;

  private final long[] readMoment;
  private final int[] looking;
  private int readersNow;
  private long moment;
  private double now;
  private long brought;
  private long broughtBefore;
  private long computed;
  private long instants;
  private long order;
  private int absences;
  private int graphRound;

  /** What a device that has heard another brings; null between meetings. */
  private @Nullable Event following;

  private @Nullable Graph graph;

  EventStream(Pace pace, LinkSchedule available, RandomStreams random) {
    if (available.isDirected()) {
      throw new ConfigurationException(
          "asynchronous devices exchange models in pairs, and the links of links.kind here carry one way alone; expected links that carry both ways, such as links.kind = density");
    }
    this.pace = pace;
    this.available = available;
    this.random = random;
    this.devices = pace.devices();
    this.turns = new int[devices];
    this.gradients = new int[devices];
    this.changes = new int[devices];
    this.readAt = new double[devices];
    this.readAfter = new long[devices];
    this.chosenAt = new long[devices];
    this.readers = new int[devices];
    this.readMoment = new long[devices];
    this.looking = new int[devices];
    for (int device = 0; device < devices; device++) {
      begin(device, 0);
    }
  }

  private void begin(int device, double seconds) {
    ready.add(new Ready(seconds + pace.untilMeeting(device, ++turns[device]), device));
  }

  /** The next event; those of one instant in no order that matters. */
  Event next() {
    Event own = following;
    if (own != null) {
      following = null;
      return own;
    }
    return nextMeeting();
  }

  private Event nextMeeting() {
    while (planned.isEmpty()
        || (!ready.isEmpty() && ready.element().seconds() <= planned.element().seconds())) {
      choosePartners(ready.element().seconds());
    }
    Planned meeting = planned.remove();
    moveTo(meeting.seconds());
    int round = Math.toIntExact(1 + brought / devices);
    if (meeting.partner() != Event.NOBODY && pace.meeting() != Meeting.EXCHANGE) {
      return oneWay(meeting, round);
    }
    Gradient own = bring(meeting.device());
    begin(meeting.device(), now);
    int partner = meeting.partner();
    boolean partnerBrings =
        partner != Event.NOBODY && (meeting.partnerIsReady() || pace.bothCompute());
    Gradient partners = partnerBrings ? bring(partner) : null;
    if (partner != Event.NOBODY && !partnerBrings) {
      changes[partner]++;
    }
    if (meeting.partnerIsReady()) {
      begin(partner, now);
    }
    return partner == Event.NOBODY || meeting.device() < partner
        ? new Event(now, round, meeting.device(), partner, own, partners)
        : new Event(now, round, partner, meeting.device(), partners, own);
  }

  private Event oneWay(Planned meeting, int round) {
    begin(meeting.device(), now);
    if (meeting.partnerIsReady()) {
      begin(meeting.partner(), now);
    }
    boolean pushes = pace.meeting() == Meeting.PUSH;
    int heard = pushes ? meeting.device() : meeting.partner();
    int hears = pushes ? meeting.partner() : meeting.device();
    read(hears);
    following = new Event(now, round, hears, Event.NOBODY, bring(hears), null);
    return new Event(now, round, heard, hears, null, null, true);
  }

  /** What is brought at one instant is not stale by what else is brought then. */
  private void moveTo(double seconds) {
    if (seconds != now) {
      for (int i = 0; i < readersNow; i++) {
        readAfter[readers[i]] = brought;
      }
      readersNow = 0;
      broughtBefore = brought;
      moment++;
      now = seconds;
    }
  }

  private Gradient bring(int device) {
    boolean again = readMoment[device] == moment;
    long others = again ? 0 : broughtBefore - readAfter[device];
    Gradient gradient =
        new Gradient(++gradients[device], now - readAt[device], others, changes[device]);
    changes[device] = 0;
    brought++;
    read(device);
    return gradient;
  }

  private void read(int device) {
    readAt[device] = now;
    if (readMoment[device] != moment) {
      readers[readersNow++] = device;
      readMoment[device] = moment;
    }
  }

  private void choosePartners(double instant) {
    int linkRound = Math.toIntExact(1 + computed / devices);
    int count = 0;
    while (!ready.isEmpty() && ready.element().seconds() == instant) {
      int device = ready.remove().device();
      if (pace.isThere(device, instant, linkRound)) {
        looking[count++] = device;
      } else {
        postpone(device, instant);
      }
    }
    if (count == 0) {
      return;
    }
    absences = 0;
    computed += count;
    instants++;
    Graph links = graph(linkRound);
    UniformRandomProvider draw = random.stream(Purpose.MATCHING, 0, instants);
    int[] found = Arrays.copyOf(looking, count);
    for (int place : RandomMatching.permutation(count, draw)) {
      int device = found[place];
      if (chosenAt[device] == instants) {
        continue;
      }
      int partner =
          RandomMatching.freeNeighbour(
              links,
              device,
              other -> chosenAt[other] != instants && pace.isThere(other, instant, linkRound),
              draw);
      chosenAt[device] = instants;
      if (partner == RandomMatching.NOBODY) {
        planned.add(new Planned(instant, order++, device, Event.NOBODY, false));
        continue;
      }
      chosenAt[partner] = instants;
      planned.add(
          new Planned(
              instant + pace.exchange(device, partner, linkRound),
              order++,
              device,
              partner,
              Arrays.binarySearch(found, partner) >= 0));
    }
  }

  private void postpone(int device, double instant) {
    if (++absences > MOST_ABSENCES) {
      throw new ConfigurationException(
          "nobody is there any more after %s simulated seconds, at which %d gradients were done; expected fewer rounds, or an availability that lasts"
              .formatted(instant, brought));
    }
    begin(device, instant);
  }

  private Graph graph(int round) {
    Graph links = graph;
    if (links == null || graphRound != round) {
      links = available.graph(round);
      graph = links;
      graphRound = round;
    }
    return links;
  }
}
