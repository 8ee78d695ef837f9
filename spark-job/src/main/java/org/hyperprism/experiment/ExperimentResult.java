package org.hyperprism.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
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

  /**
   * What each method reached.
   *
   * @param checksums CRC-32 of the final parameters of each method, in order of the methods
   * @param centralisedAccuracy of the yardstick, if it was asked for
   */
  static Summary summary(
      ExperimentConfiguration configuration,
      ResultTables tables,
      Map<String, String> checksums,
      OptionalDouble centralisedAccuracy) {
    return Summary.of(
        tables.metrics(),
        configuration.evaluate().on(),
        configuration.devices(),
        configuration.rounds(),
        checksums,
        centralisedAccuracy);
  }

  /** What the titles of pictures say. */
  static String title(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    return String.format(
        Locale.ROOT,
        "%s on %s%s, %d devices, seed %d",
        inputs.model().name(),
        inputs.data().name(),
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
