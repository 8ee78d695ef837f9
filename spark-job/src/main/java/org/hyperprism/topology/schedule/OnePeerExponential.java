package org.hyperprism.topology.schedule;

import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.LinkList;

/**
 * The one-peer exponential graph of Bluefog (Ying, Yuan, Chen, Hu, Pan and Yin, NeurIPS 2021), with
 * links in both directions: in round t device i is linked with i + 2^k and i - 2^k (modulo m) for k
 * = (t - 1) mod ceil(log2 m), so that after ceil(log2 m) rounds everybody has heard of everybody.
 *
 * @param devices number of devices m, >= 2
 */
public record OnePeerExponential(int devices) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public OnePeerExponential {
    LinkChecks.devices(devices, 2);
  }

  @Override
  public Graph graph(int round) {
    int distances = Integer.SIZE - Integer.numberOfLeadingZeros(devices - 1);
    int distance = 1 << ((round - 1) % distances);
    LinkList links = new LinkList();
    StaticShape.addCircle(links, devices, Math.min(distance, devices - distance));
    return links.toGraph(devices);
  }

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<NoSettings> {

    public Factory() {
      super(
          "one-peer-exponential",
          NoSettings.class,
          "every device with those 2^k before and after it, another k each round");
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new OnePeerExponential(request.devices());
    }
  }
}
