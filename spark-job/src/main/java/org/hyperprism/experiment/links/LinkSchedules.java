package org.hyperprism.experiment.links;

import java.util.Optional;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.AwayDevices;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.setting.Factories;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.derived.DeviceDropOut;
import org.hyperprism.topology.derived.LinkDropOut;
import org.hyperprism.topology.schedule.TraceSchedule;
import org.hyperprism.trace.table.TraceFile;
import org.hyperprism.trace.table.TraceTable;

/** From the settings below {@code links} to what they describe. */
public final class LinkSchedules {

  private final ExperimentConfiguration configuration;
  private final LinksConfiguration links;
  private final long seed;

  private LinkSchedules(ExperimentConfiguration configuration) {
    this.configuration = configuration;
    this.links = configuration.links();
    this.seed = configuration.seed();
  }

  /** How the devices of an experiment reach each other. */
  public static Communication communication(ExperimentConfiguration configuration) {
    return communication(configuration, Optional.empty());
  }

  /**
   * The same over given links.
   *
   * @param trace stands for what {@code links.kind} and {@code links.path} say; empty leaves it to
   *     them
   */
  public static Communication communication(
      ExperimentConfiguration configuration, Optional<TraceTable> trace) {
    LinksConfiguration links = configuration.links();
    return new Communication(
        trace.isEmpty() ? of(configuration) : of(configuration, trace.get()),
        links.weights().rule().orElse(null),
        links.messageLoss(),
        links.acknowledged(),
        links.away() == AwayDevices.PAUSE);
  }

  /** The links that are up in each round of an experiment. */
  public static LinkSchedule of(ExperimentConfiguration configuration) {
    LinkSchedules schedules = new LinkSchedules(configuration);
    return schedules.withDropOut(schedules.ofKind(configuration.links().kind()));
  }

  private static LinkSchedule of(ExperimentConfiguration configuration, TraceTable trace) {
    LinkSchedules schedules = new LinkSchedules(configuration);
    TraceSchedule.Factory kind = new TraceSchedule.Factory();
    return schedules.withDropOut(
        kind.create(configuration.links().kinds().of(kind), trace, schedules.new ForExperiment()));
  }

  /** Without the links and devices that drop out, and those that are not there. */
  private LinkSchedule withDropOut(LinkSchedule schedule) {
    LinkSchedule left = schedule;
    if (links.linkDropOut() > 0) {
      left = new LinkDropOut(left, links.linkDropOut(), seed);
    }
    if (links.deviceDropOut() > 0) {
      left = new DeviceDropOut(left, links.deviceDropOut(), seed);
    }
    return Availabilities.among(configuration, left);
  }

  private LinkSchedule ofKind(String kind) {
    return create(LinkScheduleFactory.all().named(kind));
  }

  private <S extends Record> LinkSchedule create(LinkScheduleFactory<S> factory) {
    return Factories.make(
        factory, () -> factory.create(links.kinds().of(factory), new ForExperiment()));
  }

  /** Links for the experiment's devices and rounds. */
  private final class ForExperiment implements LinkScheduleFactory.Request {

    @Override
    public int devices() {
      return configuration.devices();
    }

    @Override
    public int rounds() {
      return configuration.rounds();
    }

    @Override
    public long seed() {
      return seed;
    }

    @Override
    public LinkSchedule linksOf(String name) {
      return ofKind(name);
    }

    @Override
    public TraceFile trace(String path) {
      return new TraceFile(path, HadoopSettings.current());
    }
  }
}
