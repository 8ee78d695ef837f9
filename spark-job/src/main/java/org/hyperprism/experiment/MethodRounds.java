package org.hyperprism.experiment;

import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.Training;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.method.Method;

/** What a method does in each round of an experiment, whichever engine computes it. */
final class MethodRounds {

  private MethodRounds() {}

  /** The rounds of a method, among the devices of the experiment. */
  static RoundDefinition of(
      ExperimentConfiguration configuration, Preparation preparation, Method method) {
    return of(
        configuration, preparation, method, SimulatedTime.of(configuration, preparation, method));
  }

  /** The same, with the times and losses of a simulation that goes on beside them. */
  static RoundDefinition of(
      ExperimentConfiguration configuration,
      Preparation preparation,
      Method method,
      SimulatedTime simulated) {
    Training training =
        new Training(
            preparation.model(),
            preparation.backend().gradients(),
            configuration.train().batchSize(),
            meanSamples(configuration, preparation),
            preparation.shift());
    RoundDefinition definition =
        new RoundDefinition(method, training, simulated.communication(), configuration.seed());
    return simulated
        .timed(definition)
        .with(configuration.train().onDivergence())
        .with(configuration.engine().kernel())
        .compressedBy(preparation.compression())
        .startingFrom(preparation.start() == null ? null : preparation.start().models())
        .among(
            preparation.attack(),
            configuration.defence().over(configuration.rounds()).orElse(null));
  }

  private static double meanSamples(
      ExperimentConfiguration configuration, Preparation preparation) {
    return switch (configuration.train().weighting()) {
      case DEVICES -> 0;
      case SAMPLES -> (double) preparation.trainSamples() / preparation.devices();
    };
  }
}
