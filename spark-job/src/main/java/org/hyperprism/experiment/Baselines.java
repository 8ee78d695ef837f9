package org.hyperprism.experiment;

import org.hyperprism.algorithm.AcceleratedProblem;
import org.hyperprism.algorithm.Adom;
import org.hyperprism.algorithm.AdomPlus;
import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.algorithm.Mudag;
import org.hyperprism.algorithm.NonBlockingSwarmSgd;
import org.hyperprism.algorithm.PrimalStep;
import org.hyperprism.algorithm.SwarmPairs;
import org.hyperprism.algorithm.SwarmSgd;
import org.hyperprism.experiment.configuration.AdomConfiguration;
import org.hyperprism.experiment.configuration.AdomPlusConfiguration;
import org.hyperprism.experiment.configuration.MudagConfiguration;
import org.hyperprism.experiment.configuration.SwarmSgdConfiguration;
import org.hyperprism.math.LatticeQuantiser;

/** SwarmSGD, Mudag, ADOM and ADOM+ as a configuration has them. */
final class Baselines {

  private Baselines() {}

  static Algorithm swarm(SwarmSgdConfiguration swarm, PrimalStep step, int localSteps) {
    boolean onlyPairsStep = swarm.onlyPairsStep();
    return switch (swarm.mode()) {
      case MATCHING -> new SwarmSgd(SwarmPairs.MATCHING, onlyPairsStep, step, localSteps);
      case SINGLE_PAIR -> new SwarmSgd(SwarmPairs.SINGLE, onlyPairsStep, step, localSteps);
      case NON_BLOCKING -> {
        int bits = swarm.quantisationBits();
        yield new NonBlockingSwarmSgd(
            onlyPairsStep,
            bits == 0 ? null : LatticeQuantiser.ofBits(bits, swarm.quantisationStep()),
            step,
            localSteps);
      }
    };
  }

  static Algorithm mudag(MudagConfiguration mudag, double learningRate) {
    return new Mudag(learningRate, mudag.kappa(), mudag.exchanges(), mudag.lambda2Limit());
  }

  static Algorithm adom(AdomConfiguration adom, double learningRate, int localSteps) {
    return new Adom(
        new AcceleratedProblem(learningRate, adom.kappa(), adom.lambdaFloor()), localSteps);
  }

  static Algorithm adomPlus(AdomPlusConfiguration adomplus, double learningRate) {
    return new AdomPlus(
        new AcceleratedProblem(learningRate, adomplus.kappa(), adomplus.lambdaFloor()));
  }
}
