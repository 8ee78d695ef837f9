package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Inline;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.derived.HeldFor;
import org.hyperprism.topology.drawing.LinkList;
import org.hyperprism.topology.drawing.LongSet;

/**
 * Each round a fresh small world: devices on a circle, each linked with its {@code degree} nearest;
 * then, one after the other, each link is moved with a given probability to an end chosen uniformly
 * among the devices that its first one is not linked with (Watts and Strogatz, Nature 393, 1998).
 * {@link HeldFor} holds a graph for longer.
 *
 * @param devices number of devices m, >= 3
 * @param degree mean number of neighbours, even, in [2, m - 1]
 * @param rewiring probability that a link is moved, in [0, 1]
 * @param seed the experiment's seed; {@link Purpose#LINKS} by round
 */
public record SmallWorld(int devices, int degree, double rewiring, long seed)
    implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public SmallWorld {
    LinkChecks.devices(devices, 3);
    LinkChecks.require(
        degree >= 2 && degree < devices && degree % 2 == 0,
        "links.degree",
        degree,
        "an even number from 2 to devices - 1 = " + (devices - 1));
    LinkChecks.share("links.rewiring", rewiring, "the probability that a link is moved");
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    LinkList links = StaticShape.circulant(devices, degree / 2);
    LongSet linked = new LongSet(links.size());
    int[] degrees = new int[devices];
    for (int link = 0; link < links.size(); link++) {
      linked.add(key(links.first(link), links.second(link)));
      degrees[links.first(link)]++;
      degrees[links.second(link)]++;
    }
    for (int link = 0; link < links.size(); link++) {
      int first = links.first(link);
      if (random.nextDouble() >= rewiring || degrees[first] == devices - 1) {
        continue;
      }
      int second = random.nextInt(devices);
      while (second == first || linked.contains(key(first, second))) {
        second = random.nextInt(devices);
      }
      linked.remove(key(first, links.second(link)));
      degrees[links.second(link)]--;
      linked.add(key(first, second));
      degrees[second]++;
      links.replace(link, first, second);
    }
    return links.toGraph(devices);
  }

  private long key(int first, int second) {
    return (long) Math.min(first, second) * devices + Math.max(first, second);
  }

  /**
   * @param rewiring share of links that lead elsewhere, in [0, 1]
   */
  public record Settings(
      @Inline LinkDegree degree,
      @Setting(
              defaultValue = "0.1",
              range = "0 to 1",
              documentation = "Share of the links that lead to a random device, with small-world.")
          double rewiring,
      @Inline Redraw redraw)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super(
          "small-world",
          Settings.class,
          "a ring with some links that lead elsewhere (Watts and Strogatz)");
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
    public LinkSchedule create(Settings settings, Request request) {
      return settings.redraw.hold(
          new SmallWorld(
              request.devices(), settings.degree.degree(), settings.rewiring, request.seed()));
    }
  }
}
