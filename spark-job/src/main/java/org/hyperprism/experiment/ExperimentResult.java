package org.hyperprism.experiment;

import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.report.RunPictures;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.Summary;

/**
 * What an experiment gave, in memory.
 *
 * @param configuration its settings
 * @param inputs its data, model and links
 * @param partition who held how many samples of which class
 * @param tables rounds, devices, exponents
 * @param summary what each method reached
 * @param models what the devices ended with, if that was kept
 */
public record ExperimentResult(
    ExperimentConfiguration configuration,
    ExperimentInputs inputs,
    PartitionSummary partition,
    ResultTables tables,
    Summary summary,
    FinalModels models) {

  /** What the titles of pictures say. */
  static String title(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    return "%s on %s%s, %d devices, seed %d"
        .formatted(
            inputs.model().name(),
            inputs.data().dataset().name(),
            configuration.evaluate().on() == EvaluatedOn.VALIDATION ? " (validation)" : "",
            configuration.devices(),
            configuration.seed());
  }

  /**
   * The mean accuracy of every method over the rounds, as a PNG file.
   *
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public byte[] accuracyPicture() {
    return RunPictures.accuracies(tables, configuration.methods(), title(configuration, inputs));
  }
}
