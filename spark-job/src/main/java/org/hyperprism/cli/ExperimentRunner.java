package org.hyperprism.cli;

import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.results.RunOptions;

/** Carries out an experiment. */
@FunctionalInterface
public interface ExperimentRunner {

  /**
   * Runs all methods of the configuration and writes the results.
   *
   * @return the exit code: 0 when done
   * @throws InterruptedException if the user stopped it
   */
  int run(ExperimentConfiguration configuration, RunOptions options) throws InterruptedException;
}
