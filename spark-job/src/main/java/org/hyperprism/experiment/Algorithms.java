package org.hyperprism.experiment;

import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.algorithm.Dpsgd;
import org.hyperprism.algorithm.HyperPrism;
import org.hyperprism.algorithm.MethodName;
import org.hyperprism.algorithm.PrimalStep;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.HyperPrismConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.dl4j.Dl4jBackend;

/** From names and numbers of a configuration to what they stand for. */
final class Algorithms {

  private Algorithms() {}

  static Algorithm create(
      MethodName method, ExperimentConfiguration configuration, ParameterLayout layout) {
    TrainConfiguration train = configuration.train();
    PrimalStep step = new PrimalStep(train.learningRate(), train.momentum(), train.weightDecay());
    HyperPrismConfiguration hyperprism = configuration.hyperprism();
    return switch (method) {
      case HYPERPRISM ->
          new HyperPrism(
              layout,
              hyperprism.representationExponent(),
              hyperprism.decisionExponent(),
              hyperprism.order(),
              step,
              train.localSteps());
      case DPSGD -> new Dpsgd(configuration.dpsgd().order(), step, train.localSteps());
    };
  }

  static GradientBackend backend(TrainConfiguration train) {
    return switch (train.backend()) {
      case AUTO, DL4J -> new Dl4jBackend();
    };
  }
}
