package org.hyperprism.experiment.input;

import java.nio.file.Path;
import java.util.Optional;
import org.hyperprism.dataset.DataFolder;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.dataset.table.HadoopFolder;
import org.hyperprism.dataset.table.TableFormat;
import org.hyperprism.dataset.table.TableReader;
import org.hyperprism.engine.SampleWeights;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.experiment.configuration.DataConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.PartitionScheme;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.partition.table.PartitionedStore;
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

  /** Loads the data, wherever it is; stored with their devices, training samples stay there. */
  public static SourceData read(DataConfiguration data) {
    Optional<String> path = data.path();
    if (path.isPresent() && PartitionedDataset.isAt(HadoopSettings.current(), path.get())) {
      PartitionedStore store = PartitionedStore.open(SparkSessions.open(), path.get());
      return new SourceData.Stored(store, store.scan(SparkSessions.open()), store.test());
    }
    return data.deviceColumn().isPresent()
        ? placed(data, data.deviceColumn().get())
        : SourceData.held(dataset(data), null);
  }

  private static SourceData placed(DataConfiguration data, String column) {
    String path = data.path().orElse("");
    TableFormat format = path.isEmpty() ? null : TableFormat.of(path);
    if (!(format instanceof TableFormat.Csv csv)) {
      throw new ConfigurationException(
          "data.deviceColumn is %s, but data.path is %s; expected a table ending in .csv, or no data.deviceColumn"
              .formatted(column, path.isEmpty() ? "not given" : path));
    }
    TableReader.Placed placed =
        TableReader.readPlaced(SparkSessions.open(), path, csv.withDevices(column));
    Assignment assignment = Assignment.ofDevices(placed.deviceOf(), placed.devices().size());
    for (int device = 0; device < assignment.devices(); device++) {
      if (assignment.samplesOf(device).length == 0) {
        throw new DataException(
            "%s: the only rows with %s in the column %s became test samples, as every sixth of a class does; expected training samples on every device: give it more rows, or leave it out"
                .formatted(path, placed.devices().get(device), column));
      }
    }
    return SourceData.held(placed.samples(), assignment);
  }

  /**
   * The test samples; stops the Spark session if it takes one to read them.
   *
   * @throws org.hyperprism.failure.HyperPrismException if they cannot be had
   */
  public static Samples test(DataConfiguration data) {
    try {
      Optional<String> path = data.path();
      return path.isPresent() && PartitionedDataset.isAt(HadoopSettings.current(), path.get())
          ? PartitionedStore.open(SparkSessions.open(), path.get()).test()
          : dataset(data).test();
    } finally {
      SparkSessions.close();
    }
  }

  /**
   * Spreads the data over the devices, unless it is spread already, without the validation samples.
   * Of data that is stored with its devices only those are kept here.
   *
   * @throws org.hyperprism.failure.HyperPrismException if a device would have no samples
   */
  public static DividedData divide(ExperimentConfiguration configuration, SourceData data) {
    if (data instanceof SourceData.Stored stored) {
      checkDevices(configuration, stored.store());
      checkSamples(stored);
      return configuration.data().validation() == 0
          ? new DividedData(
              stored.name(),
              new StoredTrainingData(stored.store(), new int[0]),
              stored.test(),
              stored.contents().summary())
          : ValidationSplit.draw(configuration, data.trainSamples())
              .apply(stored, configuration.evaluate().on());
    }
    PartitionedDataset divided = divideHeld(configuration, (SourceData.Held) data);
    Samples train = divided.dataset().train();
    return new DividedData(
        data.name(),
        training(configuration, train, divided.assignment()),
        divided.dataset().test(),
        PartitionSummary.of(divided.assignment(), train.labels(), train.classes()));
  }

  private static TrainingData training(
      ExperimentConfiguration configuration, Samples train, Assignment assignment) {
    if (!train.isWeighted()) {
      return TrainingData.of(train, assignment);
    }
    SampleWeights.check(train, assignment);
    double meanWeight =
        switch (configuration.train().weighting()) {
          case DEVICES -> 0;
          case SAMPLES -> SampleWeights.mean(train);
        };
    return TrainingData.of(train, assignment, meanWeight);
  }

  private static PartitionedDataset divideHeld(
      ExperimentConfiguration configuration, SourceData.Held data) {
    EvaluatedOn on = configuration.evaluate().on();
    Optional<ValidationSplit> split =
        configuration.data().validation() == 0
            ? Optional.empty()
            : Optional.of(ValidationSplit.draw(configuration, data.trainSamples()));
    Assignment given = data.assignment();
    if (given == null) {
      return partition(
          configuration,
          split.map(drawn -> drawn.apply(data.dataset(), on)).orElse(data.dataset()));
    }
    if (given.devices() != configuration.devices()) {
      throw new ConfigurationException(
          "devices is %d, but the samples of %s are those of %d devices; set devices to %d"
              .formatted(configuration.devices(), data.name(), given.devices(), given.devices()));
    }
    PartitionedDataset whole =
        new PartitionedDataset(data.dataset(), given, "as given", configuration.seed());
    return split.map(drawn -> drawn.apply(whole, on)).orElse(whole);
  }

  private static void checkDevices(ExperimentConfiguration configuration, PartitionedStore store) {
    if (store.devices() != configuration.devices()) {
      throw new ConfigurationException(
          "devices is %d, but data.path %s holds data of %d devices; set devices to %d, or partition"
                  .formatted(
                      configuration.devices(), store.directory(), store.devices(), store.devices())
              + " the data anew");
    }
  }

  private static void checkSamples(SourceData.Stored stored) {
    PartitionedStore store = stored.store();
    for (int device = 0; device < store.devices(); device++) {
      if (stored.contents().summary().samples(device) == 0) {
        throw new DataException(
            "device %d of %s has no training samples; expected at least one on every device: partition the data anew, over fewer devices"
                .formatted(device, store.directory()));
      }
    }
  }

  private static Dataset dataset(DataConfiguration data) {
    Optional<String> path = data.path();
    if (path.isPresent() && Datasets.isTable(path.get())) {
      return TableReader.read(
          SparkSessions.open(),
          path.get(),
          path.get(),
          Optional.empty(),
          TableFormat.of(path.get()));
    }
    return path.isPresent()
        ? Datasets.load(data.name(), folder(path.get()))
        : Datasets.load(data.name(), Optional.empty(), Path.of(data.cache()));
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
      PartitionedDataset data = whole(configuration, read(configuration.data()));
      data.write(SparkSessions.open(), directory, overwrite);
      Samples train = data.dataset().train();
      return PartitionSummary.of(data.assignment(), train.labels(), train.classes()).toText();
    } finally {
      SparkSessions.close();
    }
  }

  private static PartitionedDataset whole(ExperimentConfiguration configuration, SourceData data) {
    if (data instanceof SourceData.Stored stored) {
      checkDevices(configuration, stored.store());
      return stored.store().inMemory();
    }
    return divideHeld(configuration, (SourceData.Held) data);
  }
}
