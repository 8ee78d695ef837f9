package org.hyperprism.experiment;

import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;

/**
 * What an experiment costs, roughly, before it has run.
 *
 * @param rounds of all its methods
 * @param coreSeconds what they take one core, evaluations included
 * @param bytes memory of the devices and the data
 */
public record ExperimentCost(long rounds, double coreSeconds, long bytes) {

  /** The cost of an experiment on these inputs. */
  public static ExperimentCost of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    RunSize size = RunSize.of(configuration, inputs);
    return new ExperimentCost(
        (long) configuration.methods().size() * configuration.rounds(),
        size.totalSeconds(),
        size.stateBytes() + size.dataBytes());
  }
}
