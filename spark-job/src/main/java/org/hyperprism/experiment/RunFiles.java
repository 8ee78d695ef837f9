package org.hyperprism.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.ShiftExamples;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.partition.LabelDistributionPicture;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.report.RunPictures;
import org.hyperprism.report.mlflow.MlflowLog;
import org.hyperprism.report.tensorboard.TensorBoardLog;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.Summary;
import org.hyperprism.shift.ShiftPicture;

/** The files of one experiment, the same wherever it was computed. */
final class RunFiles implements AutoCloseable {

  private final RunDirectory directory;
  private final ExperimentConfiguration configuration;
  private final ExperimentInputs inputs;
  private final Map<String, String> environment;
  private final Optional<TensorBoardLog> log;
  private Optional<MlflowLog> mlflow = Optional.empty();

  /**
   * @param environment versions, machine and mode, as {@link Environment} has them
   */
  RunFiles(
      RunDirectory directory,
      ExperimentConfiguration configuration,
      ExperimentInputs inputs,
      Map<String, String> environment) {
    this.directory = directory;
    this.configuration = configuration;
    this.inputs = inputs;
    this.environment = environment;
    this.log =
        configuration.tracking().tensorBoard()
            ? Optional.of(
                new TensorBoardLog(
                    directory,
                    method -> TrackedSettings.of(configuration, method),
                    configuration.rounds()))
            : Optional.empty();
  }

  /** What is known before the first round. */
  void begin(PartitionSummary partition) {
    directory.write(RunDirectory.CONFIGURATION, ConfigurationWriter.render(configuration));
    ModelDefinition model = inputs.model();
    if (model instanceof ImportedModel imported) {
      directory.write(RunDirectory.MODEL, imported.configuration());
    }
    directory.write(RunDirectory.ENVIRONMENT, Summary.toJson(environment));
    directory.write(RunDirectory.PARTITION, partition.toCsv());
    String title =
        String.format(
            Locale.ROOT,
            "%s over %d devices, seed %d",
            inputs.data().name(),
            configuration.devices(),
            configuration.seed());
    RunPictures pictures = new RunPictures(directory);
    pictures.write(
        RunDirectory.PARTITION_PICTURE, () -> LabelDistributionPicture.png(partition, title));
    List<ShiftPicture.Row> examples = ShiftExamples.of(configuration, inputs);
    if (!examples.isEmpty()) {
      pictures.write(RunDirectory.SAMPLES_PICTURE, () -> ShiftPicture.png(examples, title));
    }
    // A server may take its time, and what is here by now can be resumed.
    mlflow =
        configuration
            .tracking()
            .mlflowTarget()
            .map(target -> new MlflowLog(target, directory, TrackedSettings.of(configuration)));
  }

  /** Tells those who watch of the rounds that have come. */
  void append(ResultTables tables) {
    log.ifPresent(each -> each.append(tables));
    mlflow.ifPresent(each -> each.append(tables));
  }

  /** Tells those who watch that the run was stopped, and did not fail. */
  void stopped() {
    mlflow.ifPresent(MlflowLog::stopped);
  }

  /** The rounds of a run that has failed. */
  void end(ResultTables tables) {
    tables.writeRounds(directory);
    append(tables);
  }

  /**
   * The rest, when every method is done.
   *
   * @param centralisedAccuracy of the yardstick, if it was asked for
   */
  Summary finish(
      ResultTables tables, Map<String, String> checksums, OptionalDouble centralisedAccuracy) {
    tables.writeAll(directory);
    log.ifPresent(each -> each.finish(tables));
    Summary summary =
        ExperimentResult.summary(configuration, tables, checksums, centralisedAccuracy);
    directory.write(RunDirectory.COMPARISON, ComparisonTable.markdown(summary));
    String title = ExperimentResult.title(configuration, inputs);
    new RunPictures(directory).writeCurves(tables, configuration.methods(), title);
    directory.write(
        RunDirectory.SUMMARY,
        summary.json(configuration.seed(), environment, ConfigurationWriter.render(configuration)));
    mlflow.ifPresent(each -> each.finish(tables));
    return summary;
  }

  @Override
  public void close() {
    log.ifPresent(TensorBoardLog::close);
    mlflow.ifPresent(MlflowLog::close);
  }
}
