package org.hyperprism.topology.derived;

import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Another schedule's links, where each device is away in a round with the same probability,
 * independently; who is away has no links.
 *
 * @param base the links that may be up
 * @param probability that a device is away, in [0, 1]
 * @param seed the experiment's seed; {@link Purpose#DEVICE_DROP_OUT} by device and round
 */
public record DeviceDropOut(LinkSchedule base, double probability, long seed)
    implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  public DeviceDropOut {
    LinkChecks.share("links.deviceDropOut", probability, "the probability that a device is away");
  }

  @Override
  public boolean isAway(int device, int round) {
    return new RandomStreams(seed).stream(Purpose.DEVICE_DROP_OUT, device, round).nextDouble()
            < probability
        || base.isAway(device, round);
  }

  @Override
  public Graph graph(int round) {
    boolean[] away = new boolean[devices()];
    for (int device = 0; device < away.length; device++) {
      away[device] = isAway(device, round);
    }
    return LinkList.kept(base.graph(round), (i, j) -> !away[i] && !away[j]);
  }
}
