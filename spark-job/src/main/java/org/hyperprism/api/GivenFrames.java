package org.hyperprism.api;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.table.FrameColumns;
import org.hyperprism.dataset.table.FrameReader;
import org.hyperprism.dataset.table.NamedColumn;
import org.hyperprism.experiment.ExperimentResult;
import org.hyperprism.experiment.FinalModels;
import org.hyperprism.experiment.InMemoryExperiment;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.GivenInputs;
import org.hyperprism.failure.DataException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.trace.table.TraceTable;
import org.jspecify.annotations.Nullable;

/**
 * The DataFrames that a job was given, as what an experiment takes.
 *
 * @param samples with the device of each, where a column says so
 * @param links the rows of a trace
 */
public record GivenFrames(Optional<FrameReader.Placed> samples, Optional<TraceTable> links) {

  private static final String LINKS = "the DataFrame of links";

  /** Samples that were read, and a DataFrame of links. */
  public static GivenFrames of(FrameReader.Placed samples, Optional<Dataset<Row>> links) {
    return new GivenFrames(Optional.of(samples), links.map(GivenFrames::trace));
  }

  static GivenFrames read(
      @Nullable Dataset<Row> train,
      @Nullable Dataset<Row> test,
      @Nullable Dataset<Row> links,
      Optional<FeatureShape> shape) {
    Optional<FrameReader.Placed> samples = Optional.empty();
    if (train != null) {
      FrameColumns columns = FrameColumns.usual(List.of(train.columns()));
      samples =
          Optional.of(
              new FrameReader(columns, FrameReader.Classes.AS_THEY_COME, shape)
                  .read(train, Optional.ofNullable(test)));
    }
    return new GivenFrames(samples, Optional.ofNullable(links).map(GivenFrames::trace));
  }

  /** The rows of a DataFrame of links. */
  static TraceTable trace(Dataset<Row> links) {
    List<String> names = List.of(links.columns());
    if (names.contains("weight")) {
      throw new DataException(
          LINKS
              + " has a column weight; mixing weights follow from the links by links.weights, and how"
              + " well a link is received is delivery_ratio: drop or rename the column");
    }
    List<String> known = TraceTable.known(LINKS, names);
    Column[] numbers =
        known.stream().map(name -> NamedColumn.number(LINKS, links, name)).toArray(Column[]::new);
    return TraceTable.of(
        LINKS,
        known,
        links.select(numbers).collectAsList().stream().map(GivenFrames::cells).iterator());
  }

  private static double[] cells(Row row) {
    double[] cells = new double[row.size()];
    Arrays.setAll(cells, c -> row.isNullAt(c) ? Double.NaN : row.getDouble(c));
    return cells;
  }

  /**
   * Runs an experiment on them in memory, and keeps its models.
   *
   * @param settings over the defaults
   * @throws org.hyperprism.failure.HyperPrismException for what the caller can mend
   */
  public ExperimentResult run(SparkSession spark, Config settings) {
    try (ActiveSession session = ActiveSession.of(spark)) {
      ExperimentConfiguration configuration = configuration(Optional.empty(), settings);
      return new InMemoryExperiment(configuration, inputs(configuration), new Observers())
          .run(FinalModels.kept());
    } catch (RuntimeException failure) {
      throw Failures.mendable(failure);
    }
  }

  /** All settings of an experiment on them. */
  ExperimentConfiguration configuration(Optional<Path> file, Config settings) {
    OptionalInt devices = devices();
    Config all =
        devices.isPresent()
            ? ConfigurationLoader.parseSetting(
                    "devices", Integer.toString(devices.getAsInt()), "the column of devices")
                .withFallback(settings)
            : settings;
    return ConfigurationLoader.load(file, all);
  }

  /** As many devices as the column of devices names; empty without one. */
  private OptionalInt devices() {
    return samples
        .filter(placed -> placed.deviceOf().isPresent())
        .map(placed -> OptionalInt.of(placed.devices()))
        .orElse(OptionalInt.empty());
  }

  /**
   * What the experiment takes.
   *
   * @throws DataException if a device has no training samples
   */
  GivenInputs inputs(ExperimentConfiguration configuration) {
    return new GivenInputs(
        samples.map(FrameReader.Placed::samples),
        samples
            .flatMap(FrameReader.Placed::deviceOf)
            .map(devices -> assignment(devices, configuration.devices())),
        links);
  }

  private static Assignment assignment(int[] deviceOf, int devices) {
    // By what is there: a large number may stand in the column by mistake.
    int[] present = Arrays.stream(deviceOf).sorted().distinct().toArray();
    for (int device = 0; device < devices; device++) {
      if (device == present.length || present[device] != device) {
        throw new DataException(
            "the column of devices names %d devices, but device %d has no training samples; expected some for each of 0 to %d: number the devices without a gap, and give test samples of your own where a device has too few rows to lose every sixth of a class to the test"
                .formatted(devices, device, devices - 1));
      }
    }
    return Assignment.ofDevices(deviceOf, devices);
  }
}
