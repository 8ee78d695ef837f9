package org.hyperprism.experiment.links;

import java.util.OptionalDouble;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.AwayDevices;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.GilbertElliottConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.experiment.configuration.LinksKind;
import org.hyperprism.experiment.configuration.MobilityConfiguration;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.BConnected;
import org.hyperprism.topology.schedule.DeviceDropOut;
import org.hyperprism.topology.schedule.ErdosRenyi;
import org.hyperprism.topology.schedule.GilbertElliott;
import org.hyperprism.topology.schedule.HeldFor;
import org.hyperprism.topology.schedule.LinkDropOut;
import org.hyperprism.topology.schedule.RandomDensity;
import org.hyperprism.topology.schedule.RandomGeometric;
import org.hyperprism.topology.schedule.RandomRegular;
import org.hyperprism.topology.schedule.RandomWaypoint;
import org.hyperprism.topology.schedule.Reach;
import org.hyperprism.topology.schedule.SmallWorld;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;
import org.hyperprism.topology.schedule.WaypointMobility;

/** From the settings below {@code links} to what they describe. */
public final class LinkSchedules {

  private final ExperimentConfiguration configuration;
  private final LinksConfiguration links;
  private final int devices;
  private final long seed;

  private LinkSchedules(ExperimentConfiguration configuration) {
    this.configuration = configuration;
    this.links = configuration.links();
    this.devices = configuration.devices();
    this.seed = configuration.seed();
  }

  /** How the devices of an experiment reach each other. */
  public static Communication communication(ExperimentConfiguration configuration) {
    LinksConfiguration links = configuration.links();
    return new Communication(
        of(configuration),
        links.weights().rule().orElse(null),
        links.messageLoss(),
        links.away() == AwayDevices.PAUSE);
  }

  /** The links that are up in each round of an experiment. */
  public static LinkSchedule of(ExperimentConfiguration configuration) {
    LinkSchedules schedules = new LinkSchedules(configuration);
    return schedules.withDropOut(schedules.ofKind(configuration.links().kind()));
  }

  private LinkSchedule withDropOut(LinkSchedule schedule) {
    LinkSchedule left = schedule;
    if (links.linkDropOut() > 0) {
      left = new LinkDropOut(left, links.linkDropOut(), seed);
    }
    if (links.deviceDropOut() > 0) {
      left = new DeviceDropOut(left, links.deviceDropOut(), seed);
    }
    return left;
  }

  private LinkSchedule ofKind(LinksKind kind) {
    return switch (kind) {
      case DENSITY -> drawn(new RandomDensity(devices, links.density(), seed));
      case ERDOS_RENYI -> drawn(new ErdosRenyi(devices, links.density(), seed));
      case GEOMETRIC -> drawn(new RandomGeometric(devices, links.density(), seed));
      case SMALL_WORLD -> drawn(new SmallWorld(devices, links.degree(), links.rewiring(), seed));
      case RANDOM_REGULAR -> drawn(new RandomRegular(devices, links.degree(), seed));
      case MOBILITY -> mobility(links.mobility());
      case GILBERT_ELLIOTT -> gilbertElliott(links.gilbertElliott());
      case B_CONNECTED -> new BConnected(devices, links.window(), seed);
      case RING -> new StaticGraph(StaticShape.RING, devices);
      case TORUS -> new StaticGraph(StaticShape.TORUS, devices);
      case EXPONENTIAL -> new StaticGraph(StaticShape.EXPONENTIAL, devices);
      case COMPLETE -> new StaticGraph(StaticShape.COMPLETE, devices);
      case STAR -> new StaticGraph(StaticShape.STAR, devices);
      case TRACE -> TraceLinks.of(configuration);
    };
  }

  /** Drawings hold for as many rounds as {@code links.redrawEvery} says. */
  private LinkSchedule drawn(LinkSchedule everyRound) {
    return links.redrawEvery() == 1 ? everyRound : new HeldFor(everyRound, links.redrawEvery());
  }

  private LinkSchedule mobility(MobilityConfiguration mobility) {
    OptionalDouble range = mobility.range();
    return new RandomWaypoint(
        devices,
        new WaypointMobility(
            mobility.side(),
            mobility.minimumSpeed(),
            mobility.maximumSpeed(),
            mobility.pause(),
            mobility.roundSeconds()),
        range.isPresent()
            ? new Reach.Range(range.getAsDouble())
            : new Reach.ExactDensity(links.density()),
        seed);
  }

  private LinkSchedule gilbertElliott(GilbertElliottConfiguration bursts) {
    return new GilbertElliott(ofKind(bursts.base()), bursts.failure(), bursts.recovery(), seed);
  }
}
