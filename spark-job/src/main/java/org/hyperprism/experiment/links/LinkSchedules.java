package org.hyperprism.experiment.links;

import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;

/** From the settings below {@code links} to the schedule that they describe. */
public final class LinkSchedules {

  private LinkSchedules() {}

  /** The links that are up in each round of an experiment. */
  public static LinkSchedule of(ExperimentConfiguration configuration) {
    LinksConfiguration links = configuration.links();
    return switch (links.kind()) {
      case DENSITY ->
          new RandomDensity(configuration.devices(), links.density(), configuration.seed());
    };
  }
}
