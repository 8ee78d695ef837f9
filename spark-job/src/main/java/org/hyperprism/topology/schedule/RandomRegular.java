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
import org.hyperprism.topology.derived.HeldFor;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Each round a fresh graph in which every device has the same number of neighbours. Open ends are
 * paired at random, a pair that would make a self-link or a double link being drawn again (Steger
 * and Wormald, Combinatorics, Probability and Computing 8(4), 1999: uniform over all such graphs as
 * m grows); then random exchanges of the ends of two links, ten for each link but 20,000 at most,
 * whose only stationary distribution is the uniform one, even out what is left in small graphs.
 * Beyond half of the possible degree the links that are down are drawn. {@link HeldFor} holds a
 * graph for longer.
 *
 * @param devices number of devices m, >= 2
 * @param degree number of neighbours of every device, in [0, m - 1]; m times degree is even
 * @param seed the experiment's seed; {@link Purpose#LINKS} by round
 */
public record RandomRegular(int devices, int degree, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public RandomRegular {
    LinkChecks.devices(devices, 2);
    LinkChecks.require(
        degree >= 0 && degree < devices,
        "links.degree",
        degree,
        "a whole number from 0 to devices - 1 = " + (devices - 1));
    LinkChecks.require(
        devices % 2 == 0 || degree % 2 == 0,
        "links.degree",
        degree,
        "an even number, since devices = "
            + devices
            + " is odd and every link has two ends: change one of them");
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    if (2 * degree < devices) {
      return new RegularDraw(devices, degree, random).links().toGraph(devices);
    }
    RegularDraw absent = new RegularDraw(devices, devices - 1 - degree, random);
    absent.links();
    LinkList links = new LinkList();
    for (int i = 0; i < devices; i++) {
      for (int j = i + 1; j < devices; j++) {
        if (!absent.isLinked(i, j)) {
          links.add(i, j);
        }
      }
    }
    return links.toGraph(devices);
  }

  /** The settings. */
  public record Settings(@Inline LinkDegree degree, @Inline Redraw redraw)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super(
          "random-regular",
          Settings.class,
          "all devices with the same number of random neighbours");
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
          new RandomRegular(request.devices(), settings.degree.degree(), request.seed()));
    }
  }
}
