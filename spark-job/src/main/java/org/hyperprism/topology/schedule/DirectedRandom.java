package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Inline;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.drawing.LongSet;

/**
 * Each round a fresh graph whose links carry one way: a circle through all devices in a random
 * order, so that word gets from each to every other, and links from each device to as many others,
 * uniformly drawn, as make the same number of receivers. A device hears one and whom chance adds.
 * {@link org.hyperprism.topology.derived.HeldFor} holds a graph for longer.
 *
 * @param devices number of devices m, >= 2
 * @param receivers devices that hear each device, in [1, m - 1]
 * @param seed the experiment's seed; {@link Purpose#LINKS} by round
 */
public record DirectedRandom(int devices, int receivers, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public DirectedRandom {
    LinkChecks.devices(devices, 2);
    LinkChecks.require(
        receivers >= 1 && receivers < devices,
        "links.degree",
        receivers,
        "a whole number from 1 to devices - 1 = " + (devices - 1));
  }

  @Override
  public boolean isDirected() {
    return true;
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    int[] circle = RandomMatching.permutation(devices, random);
    int[] next = new int[devices];
    for (int place = 0; place < devices; place++) {
      next[circle[place]] = circle[(place + 1) % devices];
    }
    int[] from = new int[devices * receivers];
    int[] to = new int[from.length];
    int link = 0;
    for (int sender = 0; sender < devices; sender++) {
      from[link] = sender;
      to[link++] = next[sender];
      int low = Math.min(sender, next[sender]);
      int high = Math.max(sender, next[sender]);
      // Numbers below m - 2 stand for the devices without these two.
      for (long other : LongSet.drawn(devices - 2L, receivers - 1L, random).sorted()) {
        int past = other < low ? 0 : other + 1 < high ? 1 : 2;
        from[link] = sender;
        to[link++] = (int) other + past;
      }
    }
    return Graph.directed(devices, from, to);
  }

  /** The settings. */
  public record Settings(@Inline LinkDegree degree, @Inline Redraw redraw)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super("directed", Settings.class, "links that carry one way, to a number of random devices");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public LinkSchedule create(Settings settings, Request request) {
      return settings.redraw.hold(
          new DirectedRandom(request.devices(), settings.degree.degree(), request.seed()));
    }
  }
}
