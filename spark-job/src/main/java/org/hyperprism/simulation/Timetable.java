package org.hyperprism.simulation;

import java.io.Serializable;
import java.util.Optional;
import org.hyperprism.compression.LinkHistory;
import org.hyperprism.compression.MessageBytes;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkReceptions;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.drawing.LinkList;
import org.jspecify.annotations.Nullable;

/**
 * How long each round of a method takes on a fleet, what it costs, and who is late; a pure function
 * of the round.
 *
 * <p>Device i computes for c_i seconds, and then its radio is busy for r_i, with every message of
 * every exchange one after the other. It is late if c_i + r_i is past the deadline. The round ends
 * when the slowest is done, and at the deadline if somebody missed it, since the others wait that
 * long to find out.
 *
 * <p>One that misses the round works alone until the deadline, and takes as many of its steps as
 * end by then, or none if devices that are away pause or neighbours keep what it sent last; it
 * neither sends nor receives.
 *
 * <p>One that is absent ({@link LinkSchedule#isAbsent}) takes neither time nor energy, and nobody
 * waits for it; a round in which nobody is there takes as long as the fleet says.
 */
public final class Timetable implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Fleet fleet;
  private final Workload workload;
  private final LinkSchedule links;
  private final boolean pausesWhenAway;

  /** The devices of a JVM ask for the same round's again and again. */
  private transient @Nullable RoundTimes latest;

  /** What receivers have missed of compressed messages up to the latest round. */
  private transient @Nullable LinkHistory history;

  /**
   * @param links that the method uses, before anybody is late
   * @param pausesWhenAway whether a device that is away keeps what it has
   */
  public Timetable(Fleet fleet, Workload workload, LinkSchedule links, boolean pausesWhenAway) {
    this.fleet = fleet;
    this.workload = workload;
    this.links = links;
    this.pausesWhenAway = pausesWhenAway;
  }

  /**
   * The times of a round.
   *
   * @param round from 1
   */
  public synchronized RoundTimes of(int round) {
    if (latest == null || latest.round() != round) {
      MessageBytes compressed = workload.compressed();
      latest = compressed == null ? new Round(round).times() : afterEarlier(round, compressed);
    }
    return latest;
  }

  /** The times of a round, for which those of all rounds before it are needed. */
  private RoundTimes afterEarlier(int round, MessageBytes compressed) {
    LinkHistory known = history;
    if (known == null || known.latest() >= round) {
      known = new LinkHistory(compressed, workload.exchanges(), workload.losses(), fleet.devices());
      history = known;
    }
    while (known.latest() < round - 1) {
      add(new Round(known.latest() + 1), known);
    }
    return add(new Round(round), known);
  }

  private static RoundTimes add(Round round, LinkHistory history) {
    RoundTimes times = round.times();
    history.add(round.drawn, device -> times.steps()[device] == 0);
    return times;
  }

  /** Whether who is late has a say in what is computed. */
  public boolean changesRounds() {
    return fleet.lateness().changesRounds();
  }

  /** Whether neighbours keep what a late device sent last. */
  public boolean keepsLast() {
    return changesRounds() && fleet.lateness().late() == Lateness.LateDevices.KEEP;
  }

  /** The method's links, without those of late devices unless neighbours keep what they sent. */
  public LinkSchedule links() {
    return keepsLast() ? links : new PunctualLinks(links, this);
  }

  /** A round while it is reckoned. */
  private final class Round {

    private final int round;
    private final Graph graph;
    private final Optional<LinkReceptions> received;
    private final int devices = fleet.devices();
    private final int[] steps = workload.steps().clone();
    private final boolean[] late = new boolean[devices];
    private final boolean[] absent = new boolean[devices];
    private final int present;

    /** The links by which losses are drawn: those that the engine uses. */
    private Graph drawn;

    Round(int round) {
      this.round = round;
      this.graph = links.graph(round);
      this.drawn = graph;
      this.received = links.receptions(round);
      int there = 0;
      for (int device = 0; device < devices; device++) {
        absent[device] = links.isAbsent(device, round);
        there += absent[device] ? 0 : 1;
        if (absent[device] || (pausesWhenAway && links.isAway(device, round))) {
          steps[device] = 0;
        }
      }
      this.present = there;
    }

    RoundTimes times() {
      Radio radio = new Radio(graph);
      if (present == 0) {
        return ended(radio, new double[devices], fleet.emptyRound());
      }
      double[] own = new double[devices];
      double[] ofPresent = new double[present];
      int next = 0;
      for (int device = 0; device < devices; device++) {
        own[device] =
            computing(device, steps[device], isLinked(graph, device)) + radio.busy(device);
        if (!absent[device]) {
          ofPresent[next++] = own[device];
        }
      }
      double deadline = fleet.lateness().deadline().of(ofPresent);
      boolean missed = false;
      for (int device = 0; device < devices; device++) {
        if (own[device] > deadline) {
          missed |= isMissedBy(device, deadline, radio.busy(device));
        }
      }
      return missed ? withoutLate(deadline) : ended(radio, new double[devices], 0);
    }

    /** Lets a late device take fewer steps, and returns whether it misses the round even so. */
    private boolean isMissedBy(int device, double deadline, double radio) {
      Lateness lateness = fleet.lateness();
      boolean linked = isLinked(graph, device);
      if (lateness.fewerSteps()) {
        int fitting = stepsWithin(device, deadline - radio, linked);
        if (fitting > 0) {
          steps[device] = fitting;
          return false;
        }
      }
      if (lateness.late() == Lateness.LateDevices.WAIT) {
        // The fewest that a device which is waited for can take.
        steps[device] = lateness.fewerSteps() ? Math.min(steps[device], 1) : steps[device];
        return false;
      }
      late[device] = true;
      return true;
    }

    /** The round of those that are in time, after the deadline. */
    private RoundTimes withoutLate(double deadline) {
      Graph left = LinkList.kept(graph, (i, j) -> !late[i] && !late[j]);
      double[] alone = new double[devices];
      for (int device = 0; device < devices; device++) {
        if (late[device]) {
          double full = computing(device, steps[device], false);
          boolean inVain = pausesWhenAway || keepsLast();
          int fitting = inVain ? 0 : stepsWithin(device, deadline, false);
          alone[device] = inVain ? Math.min(full, deadline) : computing(device, fitting, false);
          steps[device] = fitting;
        }
      }
      drawn = keepsLast() ? graph : left;
      return ended(new Radio(left), alone, deadline);
    }

    /**
     * @param alone seconds in which each device that missed the round computes
     * @param waited seconds that the round takes at least
     */
    private RoundTimes ended(Radio radio, double[] alone, double waited) {
      double[] computed = new double[devices];
      double[] busy = new double[devices];
      double seconds = waited;
      for (int device = 0; device < devices; device++) {
        computed[device] =
            late[device]
                ? alone[device]
                : computing(device, steps[device], isLinked(radio.graph, device));
        busy[device] = computed[device] + radio.busy(device);
        seconds = Math.max(seconds, busy[device]);
      }
      double[] joules = new double[devices];
      for (int device = 0; device < devices; device++) {
        joules[device] =
            absent[device]
                ? 0
                : fleet
                    .powers()
                    .get(device)
                    .joules(
                        seconds, computed[device], radio.sending[device], radio.receiving[device]);
      }
      return new RoundTimes(
          round,
          seconds,
          busy,
          joules,
          steps,
          late,
          keepsLast() ? edges(graph) - edges(radio.graph) : 0);
    }

    private long edges(Graph among) {
      long edges = 0;
      for (int device = 0; device < devices; device++) {
        edges += among.degree(device);
      }
      return edges;
    }

    private boolean isLinked(Graph among, int device) {
      return among.degree(device) + among.reversed().degree(device) > 0;
    }

    private double computing(int device, int count, boolean linked) {
      return count == 0
          ? 0
          : fleet.computingSeconds(
              device,
              round,
              workload.gradients().of(count, linked) * workload.flopsOfGradient()[device]);
    }

    /** The most steps, up to those it would take, that end within some seconds; 0 for none. */
    private int stepsWithin(int device, double seconds, boolean linked) {
      int fitting = 0;
      int tooMany = steps[device] + 1;
      while (fitting + 1 < tooMany) {
        int middle = (fitting + tooMany) >>> 1;
        if (computing(device, middle, linked) <= seconds) {
          fitting = middle;
        } else {
          tooMany = middle;
        }
      }
      return fitting;
    }

    /** What the radios do on a graph. */
    private final class Radio {

      private final Graph graph;
      private final double[] sending = new double[devices];
      private final double[] receiving = new double[devices];

      Radio(Graph graph) {
        this.graph = graph;
        long[][] compressed =
            history == null ? null : history.next(drawn, device -> steps[device] == 0);
        for (int receiver = 0; receiver < devices; receiver++) {
          for (int e = 0; e < drawn.degree(receiver); e++) {
            int sender = drawn.neighbour(receiver, e);
            if (late[sender] || late[receiver]) {
              continue;
            }
            double bytes =
                workload.bytes()
                    + (compressed == null
                        ? 0
                        : (double) compressed[receiver][e] / workload.exchanges());
            double air =
                workload.exchanges() * fleet.links().airSeconds(sender, receiver, bytes, received);
            receiving[receiver] += air;
            sending[sender] += air;
          }
        }
      }

      /** Seconds until all messages of a device are through. */
      double busy(int device) {
        double latency = workload.exchanges() * fleet.links().latency();
        double in = receiving[device] + latency * graph.degree(device);
        double out = sending[device] + latency * graph.reversed().degree(device);
        return fleet.fullDuplex() ? Math.max(in, out) : in + out;
      }
    }
  }
}
