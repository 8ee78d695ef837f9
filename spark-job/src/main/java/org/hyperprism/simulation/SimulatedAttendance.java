package org.hyperprism.simulation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.hyperprism.availability.Batteries;
import org.hyperprism.availability.Presence;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.Attendance;
import org.hyperprism.topology.derived.PresentLinks;
import org.jspecify.annotations.Nullable;

/**
 * Who is there in a round, where that depends on how long the rounds before took and on what they
 * left in the batteries. It is reckoned from round 1 on, by each JVM for itself and only once, so
 * that a run that is resumed needs nothing of it.
 */
public final class SimulatedAttendance implements Attendance {

  private static final long serialVersionUID = 1L;

  private final Presence presence;
  private final Fleet fleet;
  private final Workload workload;
  private final LinkSchedule available;
  private final Choice choice;
  private final boolean pausesWhenAway;

  private transient @Nullable Past past;

  /** The links that a method uses, out of those that are available. */
  @FunctionalInterface
  public interface Choice extends Serializable {
    LinkSchedule of(LinkSchedule available);
  }

  /**
   * @param presence when devices are there, and their batteries
   * @param workload what the method has every device do
   * @param available the links that may be up
   * @param choice those of them that the method uses
   * @param pausesWhenAway whether a device that the links have away keeps what it has
   */
  public SimulatedAttendance(
      Presence presence,
      Fleet fleet,
      Workload workload,
      LinkSchedule available,
      Choice choice,
      boolean pausesWhenAway) {
    this.presence = presence;
    this.fleet = fleet;
    this.workload = workload;
    this.available = available;
    this.choice = choice;
    this.pausesWhenAway = pausesWhenAway;
  }

  /** The available links among the devices that are there. */
  public LinkSchedule links() {
    return new PresentLinks(available, this);
  }

  @Override
  public synchronized boolean isThere(int device, int round) {
    return upTo(round).there.get(round - 1).get(device);
  }

  @Override
  public synchronized boolean isMember(int device, int round) {
    return upTo(round).members.get(round - 1).get(device);
  }

  private Past upTo(int round) {
    if (past == null) {
      past = new Past();
    }
    past.reach(round);
    return past;
  }

  /** The rounds up to one, and the clock and the batteries before the next. */
  private final class Past {

    private final List<BitSet> there = new ArrayList<>();
    private final List<BitSet> members = new ArrayList<>();
    private final double[] charge = new double[fleet.devices()];
    private final boolean[] power = new boolean[fleet.devices()];
    private double clock;

    // Asks for no round before it is known, and so takes no lock of another timetable's.
    private final Timetable times =
        new Timetable(
            fleet, workload, choice.of(new PresentLinks(available, new Known())), pausesWhenAway);

    Past() {
      Batteries batteries = presence.batteries();
      for (int device = 0; device < charge.length; device++) {
        charge[device] = batteries == null ? Double.POSITIVE_INFINITY : batteries.joules()[device];
      }
      Arrays.fill(power, true);
    }

    void reach(int round) {
      while (there.size() < round) {
        if (!there.isEmpty()) {
          end(times.of(there.size()));
        }
        begin(there.size() + 1);
      }
    }

    private void begin(int round) {
      double time = presence.unit() == TimeUnit.SECONDS ? clock : round;
      BitSet now = new BitSet(charge.length);
      BitSet belong = new BitSet(charge.length);
      Batteries batteries = presence.batteries();
      for (int device = 0; device < charge.length; device++) {
        boolean forGood = !power[device] && batteries != null && !batteries.areCharged();
        now.set(device, power[device] && presence.availability().isThere(device, time));
        belong.set(device, !forGood && presence.availability().isMember(device, time));
      }
      there.add(now);
      members.add(belong);
    }

    private void end(RoundTimes round) {
      clock += round.seconds();
      Batteries batteries = presence.batteries();
      if (batteries == null) {
        return;
      }
      for (int device = 0; device < charge.length; device++) {
        charge[device] =
            batteries.after(device, charge[device], round.joules()[device], round.seconds());
        power[device] = batteries.havePower(device, charge[device], power[device]);
      }
    }

    /** The rounds that are known. */
    private final class Known implements Attendance {

      private static final long serialVersionUID = 1L;

      @Override
      public boolean isThere(int device, int round) {
        return there.get(round - 1).get(device);
      }

      @Override
      public boolean isMember(int device, int round) {
        return members.get(round - 1).get(device);
      }
    }
  }
}
