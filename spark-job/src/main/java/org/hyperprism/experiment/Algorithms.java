package org.hyperprism.experiment;

import org.hyperprism.algorithm.AcceleratedProblem;
import org.hyperprism.algorithm.Adom;
import org.hyperprism.algorithm.AdomPlus;
import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.algorithm.Dpsgd;
import org.hyperprism.algorithm.HyperPrism;
import org.hyperprism.algorithm.MethodName;
import org.hyperprism.algorithm.Mudag;
import org.hyperprism.algorithm.NonBlockingSwarm;
import org.hyperprism.algorithm.PrimalStep;
import org.hyperprism.algorithm.Swarm;
import org.hyperprism.algorithm.SwarmPairs;
import org.hyperprism.experiment.configuration.AdomConfiguration;
import org.hyperprism.experiment.configuration.AdomplusConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.HyperPrismConfiguration;
import org.hyperprism.experiment.configuration.MudagConfiguration;
import org.hyperprism.experiment.configuration.SwarmsgdConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.math.LatticeQuantiser;
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
      case SWARMSGD -> swarm(configuration.swarmsgd(), step, train.localSteps());
      case MUDAG -> {
        MudagConfiguration mudag = configuration.mudag();
        yield new Mudag(
            train.learningRate(), mudag.kappa(), mudag.exchanges(), mudag.lambda2Limit());
      }
      case ADOM -> {
        AdomConfiguration adom = configuration.adom();
        yield new Adom(
            new AcceleratedProblem(train.learningRate(), adom.kappa(), adom.lambdaFloor()),
            train.localSteps());
      }
      case ADOMPLUS -> {
        AdomplusConfiguration adomplus = configuration.adomplus();
        yield new AdomPlus(
            new AcceleratedProblem(train.learningRate(), adomplus.kappa(), adomplus.lambdaFloor()));
      }
    };
  }

  private static Algorithm swarm(SwarmsgdConfiguration swarm, PrimalStep step, int localSteps) {
    return switch (swarm.mode()) {
      case MATCHING -> new Swarm(SwarmPairs.MATCHING, swarm.onlyPairsStep(), step, localSteps);
      case SINGLE_PAIR -> new Swarm(SwarmPairs.SINGLE, swarm.onlyPairsStep(), step, localSteps);
      case NON_BLOCKING ->
          new NonBlockingSwarm(
              swarm.onlyPairsStep(),
              swarm.quantisationBits() == 0
                  ? null
                  : LatticeQuantiser.ofBits(swarm.quantisationBits(), swarm.quantisationStep()),
              step,
              localSteps);
    };
  }

  static GradientBackend backend(TrainConfiguration train) {
    return switch (train.backend()) {
      case AUTO, DL4J -> new Dl4jBackend();
    };
  }
}
