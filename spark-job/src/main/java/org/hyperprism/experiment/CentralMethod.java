package org.hyperprism.experiment;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.CentralEngine;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.experiment.dl4j.CentralTraining;
import org.hyperprism.experiment.dl4j.SparkLibrary;
import org.hyperprism.experiment.models.ModelStart;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/** What a method whose rounds are a centre's needs, and what carries them out. */
final class CentralMethod {

  private CentralMethod() {}

  /**
   * Refuses data and models that a centre cannot do with; what it cannot do with of the settings is
   * refused with them.
   *
   * @param start the models that the devices begin with; null for one that is drawn by the seed
   * @throws ConfigurationException if there are such, and a method of a centre
   */
  static void requireSuited(
      ExperimentConfiguration configuration, boolean isWeighted, @Nullable ModelStart start) {
    @Nullable String method = configuration.centralMethod().orElse(null);
    if (method == null) {
      return;
    }
    if (isWeighted) {
      throw new ConfigurationException(
          "the training samples have weights, but methods holds %s, whose centre counts all alike; expected methods without it, or no weights"
              .formatted(method));
    }
    if (start != null && !start.models().areAlike()) {
      throw new ConfigurationException(
          "startFrom has a model for each device, but methods holds %s, whose centre begins with one; expected the file of one model for all, or methods without it"
              .formatted(method));
    }
  }

  /**
   * Refuses a session that the centre's library cannot do with, before the first round: the
   * yardstick of {@code evaluate.centralised} comes after the last.
   *
   * @throws org.hyperprism.failure.EnvironmentException if a method or the yardstick needs it
   */
  static void requireSuited(ExperimentConfiguration configuration, SparkConf session) {
    boolean isYardstick =
        configuration.evaluate().centralised() && !configuration.model().equals("lr");
    if (isYardstick || configuration.centralMethod().isPresent()) {
      SparkLibrary.require(session);
    }
  }

  /**
   * The engine of its rounds.
   *
   * @param name the method's
   * @param train all training samples
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   * @param resumeAfter the round whose checkpoint to start from; 0 for the start
   */
  static Engine engine(
      String name,
      ExperimentConfiguration configuration,
      RoundDefinition definition,
      JavaSparkContext spark,
      Samples train,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    CentralTraining training = training(configuration, configuration.learningRate(name));
    return new CentralEngine(
        definition,
        configuration.devices(),
        (model, velocity) ->
            training.begin(spark, definition.training().model(), train, model, velocity),
        checkpoints,
        resumeAfter);
  }

  /** A centre with as many workers as there are devices, and the devices' settings. */
  static CentralTraining training(ExperimentConfiguration configuration, double learningRate) {
    TrainConfiguration settings = configuration.train();
    return new CentralTraining(
        configuration.devices(),
        settings.localSteps(),
        settings.batchSize(),
        learningRate,
        settings.momentum(),
        settings.weightDecay(),
        new RandomStreams(configuration.seed()));
  }
}
