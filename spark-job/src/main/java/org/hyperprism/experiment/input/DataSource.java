package org.hyperprism.experiment.input;

import java.nio.file.Path;
import java.util.Optional;
import org.hyperprism.dataset.DataFolder;
import org.hyperprism.dataset.DataSets;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.dataset.table.HadoopFolder;
import org.hyperprism.dataset.table.TableFormat;
import org.hyperprism.dataset.table.TableReader;
import org.hyperprism.experiment.configuration.DataConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.PartitionScheme;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.results.HadoopSettings;

/**
 * The data of an experiment, on its devices: {@code data.path} names a LIBSVM or CSV table, a
 * directory that {@code data partition} wrote, or a folder with a named data set's files; without
 * it the data set is found by {@code data.name}.
 */
public final class DataSource {

  private DataSource() {}

  /** Loads the data, wherever it is. */
  public static SourceData read(DataConfiguration data) {
    Optional<String> path = data.path();
    if (path.isPresent() && PartitionedDataset.isAt(HadoopSettings.current(), path.get())) {
      PartitionedDataset stored = PartitionedDataset.read(SparkSessions.open(), path.get());
      return new SourceData(stored.dataset(), stored);
    }
    return new SourceData(dataset(data), null);
  }

  /**
   * The samples, whoever holds them; stops the Spark session if it takes one to read them.
   *
   * @throws org.hyperprism.failure.HyperPrismException if they cannot be had
   */
  public static Dataset samples(DataConfiguration data) {
    try {
      return read(data).dataset();
    } finally {
      SparkSessions.close();
    }
  }

  /**
   * Spreads the data over the devices, unless it was stored spread already, without the validation
   * samples; reads nothing.
   */
  public static PartitionedDataset divide(ExperimentConfiguration configuration, SourceData data) {
    PartitionedDataset stored = data.stored();
    EvaluatedOn on = configuration.evaluate().on();
    if (configuration.data().validation() == 0) {
      return stored == null
          ? partition(configuration, data.dataset())
          : checked(configuration, stored);
    }
    ValidationSplit split = ValidationSplit.draw(configuration, data.dataset().train().count());
    return stored == null
        ? partition(configuration, split.apply(data.dataset(), on))
        : split.apply(checked(configuration, stored), on, configuration.data().path().orElse(""));
  }

  private static PartitionedDataset checked(
      ExperimentConfiguration configuration, PartitionedDataset stored) {
    int devices = stored.assignment().devices();
    if (devices != configuration.devices()) {
      throw new ConfigurationException(
          "devices is %d, but data.path %s holds data of %d devices; set devices to %d, or partition"
                  .formatted(
                      configuration.devices(),
                      configuration.data().path().orElse(""),
                      devices,
                      devices)
              + " the data anew");
    }
    return stored;
  }

  private static Dataset dataset(DataConfiguration data) {
    Optional<String> path = data.path();
    if (path.isPresent() && DataSets.isTable(path.get())) {
      return TableReader.read(
          SparkSessions.open(),
          path.get(),
          path.get(),
          Optional.empty(),
          TableFormat.of(path.get()));
    }
    return path.isPresent()
        ? DataSets.load(data.name(), folder(path.get()))
        : DataSets.load(data.name(), Optional.empty(), Path.of(data.cache()));
  }

  /** A folder of this machine if there is one, and else of the file system that the path names. */
  private static DataFolder folder(String path) {
    DataFolder here = DataFolder.of(Path.of(path));
    DataFolder there = new HadoopFolder(path, HadoopSettings.current());
    return here.exists() || !(path.contains("://") || there.exists()) ? here : there;
  }

  private static PartitionedDataset partition(
      ExperimentConfiguration configuration, Dataset dataset) {
    Samples train = dataset.train();
    PartitionScheme scheme = configuration.partition().scheme();
    return new PartitionedDataset(
        dataset,
        scheme.assign(
            train.labels(),
            train.classes(),
            configuration.devices(),
            new RandomStreams(configuration.seed())),
        scheme.toString(),
        configuration.seed());
  }

  /**
   * Stores the data of an experiment, spread over its devices, where {@code data.path} of later
   * runs can name it.
   *
   * @param directory path or URI of any Hadoop file system
   * @return who holds what, as a table for people
   * @throws ConfigurationException if {@code data.validation} is set: it is the business of a run,
   *     which takes its validation samples away from data that is stored spread, too
   */
  public static String store(
      ExperimentConfiguration configuration, String directory, boolean overwrite) {
    if (configuration.data().validation() != 0) {
      throw new ConfigurationException(
          "data.validation is %s, but stored data keeps all training samples; expected 0 here: set it for the runs on the stored data, which set their validation samples aside themselves"
              .formatted(configuration.data().validation()));
    }
    try {
      PartitionedDataset data = divide(configuration, read(configuration.data()));
      data.write(SparkSessions.open(), directory, overwrite);
      Samples train = data.dataset().train();
      return PartitionSummary.of(data.assignment(), train.labels(), train.classes()).toText();
    } finally {
      SparkSessions.close();
    }
  }
}
