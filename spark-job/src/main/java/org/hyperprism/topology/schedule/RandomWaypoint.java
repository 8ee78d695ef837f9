package org.hyperprism.topology.schedule;

import java.util.Optional;
import org.hyperprism.random.Purpose;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/**
 * Devices that move by random waypoint, in the stationary regime from the start (no decay of speed
 * and no drift to the centre over the first rounds), each independently; links follow from where
 * they are in the middle of a round. A round far from those asked for before replays the ways of
 * all devices from time 0; consecutive rounds go on from each other by a cache of each JVM.
 *
 * @param devices number of devices m, >= 1
 * @param mobility how they move
 * @param reach which of them are linked
 * @param seed the experiment's seed; {@link Purpose#MOBILITY} by device and way
 */
public record RandomWaypoint(int devices, WaypointMobility mobility, Reach reach, long seed)
    implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public RandomWaypoint {
    Checks.devices(devices, 1);
  }

  @Override
  public Graph graph(int round) {
    DevicePositions places = places(round);
    double side = mobility.side();
    if (reach instanceof Reach.Range range) {
      return ClosestPairs.within(range.metres(), places.x(), places.y(), side);
    }
    double density = ((Reach.ExactDensity) reach).density();
    return ClosestPairs.closest(Density.links(devices, density), places.x(), places.y(), side);
  }

  @Override
  public Optional<DevicePositions> positions(int round) {
    return Optional.of(places(round));
  }

  private DevicePositions places(int round) {
    Way[] ways = Ways.at(devices, mobility, seed, round);
    double time = mobility.middleOf(round);
    double[] x = new double[devices];
    double[] y = new double[devices];
    for (int device = 0; device < devices; device++) {
      x[device] = ways[device].x(time);
      y[device] = ways[device].y(time);
    }
    return new DevicePositions(x, y);
  }
}
