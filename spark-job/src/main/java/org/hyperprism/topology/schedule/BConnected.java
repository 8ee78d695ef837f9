package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Graphs whose union over any B rounds in a row is connected, while for B > 1 no single one is: the
 * links of a random tree, uniform over all labelled trees, are dealt out at random into B groups of
 * as equal sizes as can be, which take turns. It is the weakest kind of link that decentralised
 * optimisation is proven for (Nedic and Ozdaglar, IEEE TAC 54(1), 2009).
 *
 * @param devices number of devices m, >= 2; with B > 1 >= 3, since two devices have one link
 * @param window B, the number of rounds over which the union is connected, >= 1
 * @param seed the experiment's seed; {@link Purpose#LINKS} for the whole run
 */
public record BConnected(int devices, int window, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public BConnected {
    LinkChecks.atLeast("links.window", window, 1);
    LinkChecks.devices(devices, window > 1 ? 3 : 2);
  }

  @Override
  public Graph graph(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS);
    LinkList tree = randomTree(devices, random);
    // Fisher and Yates: which turn a link gets is uniform over all deals of these sizes.
    for (int i = tree.size() - 1; i > 0; i--) {
      tree.exchange(i, random.nextInt(i + 1));
    }
    LinkList links = new LinkList();
    for (int link = (round - 1) % window; link < tree.size(); link += window) {
      links.add(tree.first(link), tree.second(link));
    }
    return links.toGraph(devices);
  }

  /** A tree, uniform over the m^(m-2) labelled ones: decodes a random Pruefer sequence. */
  private static LinkList randomTree(int devices, UniformRandomProvider random) {
    int[] sequence = new int[devices - 2];
    int[] degrees = new int[devices];
    for (int i = 0; i < sequence.length; i++) {
      sequence[i] = random.nextInt(devices);
      degrees[sequence[i]]++;
    }
    LinkList links = new LinkList();
    // The lowest leaf is joined next: found by a pointer that goes up, or made just below it.
    int pointer = 0;
    while (degrees[pointer] > 0) {
      pointer++;
    }
    int leaf = pointer;
    for (int inner : sequence) {
      links.add(leaf, inner);
      if (--degrees[inner] == 0 && inner < pointer) {
        leaf = inner;
      } else {
        do {
          pointer++;
        } while (degrees[pointer] > 0);
        leaf = pointer;
      }
    }
    links.add(leaf, devices - 1);
    return links;
  }

  /**
   * @param window rounds B over which the union of graphs is connected, >= 1
   */
  public record Settings(
      @Setting(
              defaultValue = "3",
              range = ">= 1",
              documentation =
                  "Rounds B, with b-connected: the union of any B rounds' graphs is connected, that"
                      + " of fewer need not be.")
          int window)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super("b-connected", Settings.class, "a connected graph dealt over some rounds");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public LinkSchedule create(Settings settings, Request request) {
      return new BConnected(request.devices(), settings.window, request.seed());
    }
  }
}
