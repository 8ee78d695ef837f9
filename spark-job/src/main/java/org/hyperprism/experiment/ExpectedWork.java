package org.hyperprism.experiment;

import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.model.vector.VectorBackend;

/** What the rounds of a run would take in plain Java, as far as its size says. */
final class ExpectedWork {

  /** Of a gradient, in one multiplication or addition; measured on a core of 2024. */
  private static final double NANOSECONDS_PER_OPERATION = 0.4;

  /** A dense layer's weight is used forward, backward, and in its own gradient. */
  private static final int OPERATIONS_PER_WEIGHT_AND_SAMPLE = 6;

  /** Of a step and of the power mean of some ten neighbours, for each weight of a device. */
  private static final double NANOSECONDS_PER_WEIGHT = 100;

  private ExpectedWork() {}

  /** Seconds on all cores of this machine. */
  static double plainSeconds(ExperimentConfiguration configuration, Preparation preparation) {
    long methods =
        configuration.methods().stream().filter(name -> !MethodFactory.isCentral(name)).count();
    double perWeight = NANOSECONDS_PER_WEIGHT;
    if (preparation.backend().gradients() instanceof VectorBackend) {
      double samples =
          Math.min(
              configuration.train().batchSize(),
              (double) preparation.trainSamples() / preparation.devices());
      perWeight +=
          configuration.train().localSteps()
              * samples
              * OPERATIONS_PER_WEIGHT_AND_SAMPLE
              * NANOSECONDS_PER_OPERATION;
    }
    return 1e-9
        * perWeight
        * methods
        * configuration.rounds()
        * preparation.devices()
        * preparation.model().layout().parameters()
        / Runtime.getRuntime().availableProcessors();
  }
}
