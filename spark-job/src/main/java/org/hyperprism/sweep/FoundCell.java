package org.hyperprism.sweep;

import java.util.Optional;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.Summary;

/**
 * What is found in the place of an experiment before its sweep goes on. Whatever else lies there is
 * left alone and fails that experiment, not the sweep.
 *
 * @param summary of the experiment, if it is complete
 * @param obstacle why it can be neither read nor run there
 */
public record FoundCell(Optional<Summary> summary, Optional<ExperimentFailure> obstacle) {

  /**
   * Looks into the place; changes nothing.
   *
   * @param sweep the directory of the sweep
   * @throws ConfigurationException if the experiment was begun with other settings
   */
  public static FoundCell of(SweepCell cell, RunDirectory sweep) {
    String place = sweep.uri(cell.name());
    try {
      Experiment.isBegun(place);
    } catch (ConfigurationException foreign) {
      return new FoundCell(
          Optional.empty(),
          Optional.of(
              failure(
                  "%s lies in the place of this experiment and is none, so it is left alone: move it away, and --retry-failed runs the experiment"
                      .formatted(sweep + "/" + cell.name()))));
    } catch (EnvironmentException unreadable) {
      return obstacle(unreadable);
    }
    try {
      return new FoundCell(Experiment.completed(cell.configuration(), place), Optional.empty());
    } catch (DataException damaged) {
      return obstacle(damaged);
    }
  }

  private static FoundCell obstacle(HyperPrismException failure) {
    return new FoundCell(
        Optional.empty(), Optional.of(failure(String.valueOf(failure.getMessage()))));
  }

  private static ExperimentFailure failure(String message) {
    return new ExperimentFailure(message, "", false);
  }
}
