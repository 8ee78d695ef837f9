package org.hyperprism.topology.schedule;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.LongSet;
import org.hyperprism.topology.drawing.PairCursor;

/**
 * Each round a fresh graph of exactly round(density m (m-1) / 2) links, uniform over all such
 * graphs (density: available links over possible links, HyperPrism sec. 6.1).
 *
 * @param devices number of devices m, >= 2
 * @param density share of possible links that are up, in [0, 1]
 * @param seed the experiment's seed
 */
public record RandomDensity(int devices, double density, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public RandomDensity {
    Density.check(density);
  }

  /** Number of links of every round's graph. */
  public long links() {
    return Density.links(devices, density);
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    long links = links();
    long possible = PairCursor.pairs(devices);
    // Above one half it is cheaper to draw the links that are down.
    boolean drawAbsent = 2 * links > possible;
    long[] drawn = LongSet.drawn(possible, drawAbsent ? possible - links : links, random).sorted();
    int[] firsts = new int[Math.toIntExact(links)];
    int[] seconds = new int[firsts.length];
    PairCursor cursor = new PairCursor(devices);
    int link = 0;
    if (drawAbsent) {
      int skip = 0;
      for (long index = 0; index < possible; index++) {
        if (skip < drawn.length && drawn[skip] == index) {
          skip++;
        } else {
          cursor.moveTo(index);
          firsts[link] = cursor.first();
          seconds[link++] = cursor.second();
        }
      }
    } else {
      for (long index : drawn) {
        cursor.moveTo(index);
        firsts[link] = cursor.first();
        seconds[link++] = cursor.second();
      }
    }
    return Graph.of(devices, firsts, seconds);
  }

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<RandomGraphSettings> {

    public Factory() {
      super("density", RandomGraphSettings.class, "a random graph of exactly a given density");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public boolean linksVary() {
      return false;
    }

    @Override
    public LinkSchedule create(RandomGraphSettings settings, Request request) {
      return settings
          .redraw()
          .hold(new RandomDensity(request.devices(), settings.density().density(), request.seed()));
    }
  }
}
