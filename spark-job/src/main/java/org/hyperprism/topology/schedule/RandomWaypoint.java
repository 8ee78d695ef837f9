package org.hyperprism.topology.schedule;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.random.Purpose;
import org.hyperprism.setting.Inline;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.drawing.ClosestPairs;

/**
 * Devices that move by random waypoint, in the stationary regime from the start (no decay of speed
 * and no drift to the centre over the first rounds), each independently; links follow from where
 * they are in the middle of a round. A round far from those asked for before replays the trips of
 * all devices from time 0; consecutive rounds go on from each other by a cache of each JVM.
 *
 * @param devices number of devices m, >= 1
 * @param mobility how they move
 * @param reach which of them are linked
 * @param seed the experiment's seed; {@link Purpose#MOBILITY} by device and trip
 */
public record RandomWaypoint(int devices, WaypointMobility mobility, Reach reach, long seed)
    implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public RandomWaypoint {
    LinkChecks.devices(devices, 1);
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
    Trip[] trips = Trips.at(devices, mobility, seed, round);
    double time = mobility.middleOf(round);
    double[] x = new double[devices];
    double[] y = new double[devices];
    for (int device = 0; device < devices; device++) {
      x[device] = trips[device].x(time);
      y[device] = trips[device].y(time);
    }
    return new DevicePositions(x, y);
  }

  /**
   * @param side side of the square in metres, > 0
   * @param minimumSpeed metres per second, > 0
   * @param maximumSpeed metres per second, > 0
   * @param pause seconds at a waypoint, >= 0
   * @param roundSeconds seconds of a round, > 0
   * @param range metres within which two devices are linked, > 0; absent: chosen each round so that
   *     the density is exact
   */
  public record Movement(
      @Setting(
              defaultValue = "130",
              range = "> 0",
              documentation = "Side in metres of the square in which devices move.")
          double side,
      @Setting(
              defaultValue = "1",
              range = "> 0",
              documentation =
                  "Slowest speed in metres per second; near 0 devices hardly ever arrive.")
          double minimumSpeed,
      @Setting(
              defaultValue = "5",
              range = "> 0",
              documentation =
                  "Fastest speed in metres per second; the faster, the more links change in a"
                      + " round.")
          double maximumSpeed,
      @Setting(
              defaultValue = "0",
              range = ">= 0",
              documentation = "Seconds that a device stays at a waypoint.")
          double pause,
      @Setting(defaultValue = "1", range = "> 0", documentation = "Seconds between two rounds.")
          double roundSeconds,
      @Setting(
              defaultValue = "auto",
              range = "> 0",
              keyword = "auto",
              documentation =
                  "Metres within which two devices are linked; auto is whatever gives links.density"
                      + " in the round.")
          OptionalDouble range)
      implements Serializable {}

  /** The settings. */
  public record Settings(@Inline LinkDensity density, Movement mobility) implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super("mobility", Settings.class, "devices that move by random waypoint, the closest linked");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public LinkSchedule create(Settings settings, Request request) {
      Movement movement = settings.mobility;
      OptionalDouble range = movement.range;
      return new RandomWaypoint(
          request.devices(),
          new WaypointMobility(
              movement.side,
              movement.minimumSpeed,
              movement.maximumSpeed,
              movement.pause,
              movement.roundSeconds),
          range.isPresent()
              ? new Reach.Range(range.getAsDouble())
              : new Reach.ExactDensity(settings.density.density()),
          request.seed());
    }
  }
}
