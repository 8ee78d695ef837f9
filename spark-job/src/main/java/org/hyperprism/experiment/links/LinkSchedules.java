package org.hyperprism.experiment.links;

import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.AwayDevices;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;

/** From the settings below {@code links} to what they describe. */
public final class LinkSchedules {

  private LinkSchedules() {}

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
    LinksConfiguration links = configuration.links();
    return switch (links.kind()) {
      case DENSITY ->
          new RandomDensity(configuration.devices(), links.density(), configuration.seed());
      default -> throw new ConfigurationException("links.kind is not there yet");
    };
  }
}
