package org.hyperprism.topology.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.hyperprism.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/**
 * The trip that each device is on in a round. It follows from the trips before it, from time 0 on;
 * so that consecutive rounds do not replay them all, every JVM keeps the trips of the rounds last
 * asked for, of any schedule, and goes on from the latest that fits. What is kept never changes a
 * result: each trip is computed from the one before by the same steps, wherever the replay begins.
 */
final class Trips {

  /** Rounds kept: enough for several runs and threads at once; trips are shared between rounds. */
  private static final int KEPT = 32;

  private static final Deque<Kept> RECENT = new ArrayDeque<>();

  private Trips() {}

  private record Motion(int devices, WaypointMobility mobility, long seed) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody writes to it
  private record Kept(Motion motion, int round, Trip[] trips) {}

  /**
   * The trips of all devices in the middle of a round.
   *
   * @param round from 1
   * @return Trip[devices], not to be changed
   */
  static Trip[] at(int devices, WaypointMobility mobility, long seed, int round) {
    Motion motion = new Motion(devices, mobility, seed);
    Kept before = latestBefore(motion, round);
    if (before != null && before.round == round) {
      return before.trips;
    }
    RandomStreams streams = new RandomStreams(seed);
    double time = mobility.middleOf(round);
    Trip[] trips = new Trip[devices];
    for (int device = 0; device < devices; device++) {
      Trip trip = before == null ? Trip.first(mobility, streams, device) : before.trips[device];
      while (trip.departure(mobility) <= time) {
        trip = trip.next(mobility, streams, device);
      }
      trips[device] = trip;
    }
    keep(new Kept(motion, round, trips));
    return trips;
  }

  private static @Nullable Kept latestBefore(Motion motion, int round) {
    synchronized (RECENT) {
      Kept latest = null;
      for (Kept kept : RECENT) {
        if (kept.motion.equals(motion)
            && kept.round <= round
            && (latest == null || kept.round > latest.round)) {
          latest = kept;
        }
      }
      return latest;
    }
  }

  private static void keep(Kept kept) {
    synchronized (RECENT) {
      for (Iterator<Kept> others = RECENT.iterator(); others.hasNext(); ) {
        Kept other = others.next();
        if (other.round == kept.round && other.motion.equals(kept.motion)) {
          others.remove();
        }
      }
      RECENT.addFirst(kept);
      if (RECENT.size() > KEPT) {
        RECENT.removeLast();
      }
    }
  }

  /** Forgets what is kept; results stay the same, the next round asked for replays from time 0. */
  static void forget() {
    synchronized (RECENT) {
      RECENT.clear();
    }
  }
}
