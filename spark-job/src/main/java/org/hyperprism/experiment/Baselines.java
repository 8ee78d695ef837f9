package org.hyperprism.experiment;

import org.hyperprism.experiment.configuration.AdomConfiguration;
import org.hyperprism.experiment.configuration.AdomPlusConfiguration;
import org.hyperprism.experiment.configuration.MudagConfiguration;
import org.hyperprism.experiment.configuration.SwarmSgdConfiguration;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.method.AcceleratedProblem;
import org.hyperprism.method.Adom;
import org.hyperprism.method.AdomPlus;
import org.hyperprism.method.Method;
import org.hyperprism.method.Mudag;
import org.hyperprism.method.NonBlockingSwarmSgd;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.SwarmPairs;
import org.hyperprism.method.SwarmSgd;

/** SwarmSGD, Mudag, ADOM and ADOM+ as a configuration has them. */
final class Baselines {

  private Baselines() {}

  static Method swarm(SwarmSgdConfiguration swarm, PrimalStep step, int localSteps) {
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

  static Method mudag(MudagConfiguration mudag, double learningRate) {
    return new Mudag(learningRate, mudag.kappa(), mudag.exchanges(), mudag.lambda2Limit());
  }

  static Method adom(AdomConfiguration adom, double learningRate, int localSteps) {
    return new Adom(
        new AcceleratedProblem(learningRate, adom.kappa(), adom.lambdaFloor()), localSteps);
  }

  static Method adomPlus(AdomPlusConfiguration adomplus, double learningRate) {
    return new AdomPlus(
        new AcceleratedProblem(learningRate, adomplus.kappa(), adomplus.lambdaFloor()));
  }
}
