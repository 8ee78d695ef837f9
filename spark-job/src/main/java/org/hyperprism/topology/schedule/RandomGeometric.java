package org.hyperprism.topology.schedule;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.ClosestPairs;

/**
 * Each round fresh places, uniform in a square of side 1 (shown as 1 metre), and the round(density
 * m (m-1) / 2) closest pairs linked: a random geometric graph (Gilbert 1961) whose radius is set
 * each round so that the density is exact. Equal distances are ordered by ids.
 *
 * @param devices number of devices m, >= 1
 * @param density share of possible links that are up, in [0, 1]
 * @param seed the experiment's seed; {@link Purpose#LINKS} by round
 */
public record RandomGeometric(int devices, double density, long seed) implements LinkSchedule {

  private static final long serialVersionUID = 1L;
  private static final double SIDE = 1;

  public RandomGeometric {
    LinkChecks.devices(devices, 1);
    Density.check(density);
  }

  @Override
  public Graph graph(int round) {
    DevicePositions places = places(round);
    return ClosestPairs.closest(Density.links(devices, density), places.x(), places.y(), SIDE);
  }

  @Override
  public Optional<DevicePositions> positions(int round) {
    return Optional.of(places(round));
  }

  private DevicePositions places(int round) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
    double[] x = new double[devices];
    double[] y = new double[devices];
    for (int device = 0; device < devices; device++) {
      x[device] = random.nextDouble();
      y[device] = random.nextDouble();
    }
    return new DevicePositions(x, y);
  }

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<RandomGraphSettings> {

    public Factory() {
      super(
          "geometric", RandomGraphSettings.class, "the closest pairs of devices at random places");
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
          .hold(
              new RandomGeometric(request.devices(), settings.density().density(), request.seed()));
    }
  }
}
