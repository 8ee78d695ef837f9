package org.hyperprism.topology.schedule;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.Geometric;
import org.hyperprism.topology.drawing.LinkList;
import org.hyperprism.topology.drawing.PairCursor;

/**
 * Each round a fresh graph G(m, p): every pair is linked with the same probability, independently.
 * The draw leaps from link to link by geometric skips, so that time and memory grow with the links
 * and not with the pairs (Batagelj and Brandes, Physical Review E 71, 036113, 2005).
 *
 * @param devices number of devices m, >= 1
 * @param probability that a pair is linked in a round, in [0, 1]
 * @param seed the experiment's seed; {@link Purpose#LINKS} by round
 */
public record ErdosRenyi(int devices, double probability, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public ErdosRenyi {
    LinkChecks.devices(devices, 1);
    LinkChecks.share("links.density", probability, "the probability that two devices are linked");
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    Geometric skips = new Geometric(probability);
    PairCursor cursor = new PairCursor(devices);
    LinkList links = new LinkList();
    long left = PairCursor.pairs(devices);
    long index = 0;
    for (long skip = skips.failures(random); skip < left; skip = skips.failures(random)) {
      index += skip;
      left -= skip + 1;
      cursor.moveTo(index++);
      links.add(cursor.first(), cursor.second());
    }
    return links.toGraph(devices);
  }

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<RandomGraphSettings> {

    public Factory() {
      super(
          "erdos-renyi",
          RandomGraphSettings.class,
          "every pair of devices for itself, with a given probability");
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
          .hold(new ErdosRenyi(request.devices(), settings.density().density(), request.seed()));
    }
  }
}
