package org.hyperprism.partition.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.failure.KnownCauses;
import org.hyperprism.partition.Assignment;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.spark.JavaSerialized;

/**
 * A partitioned data set where {@link PartitionedDataset#write} has put it. It holds no samples:
 * whoever works on devices reads theirs, driver or task, without Spark.
 */
public final class PartitionedStore implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private final String directory;
  private final Metadata metadata;
  private final List<StoredPart> train;
  private final List<StoredPart> test;
  private final SerializableConfiguration hadoop;

  private PartitionedStore(
      String directory,
      Metadata metadata,
      List<StoredPart> train,
      List<StoredPart> test,
      Configuration hadoop) {
    this.directory = directory;
    this.metadata = metadata;
    this.train = train;
    this.test = test;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * Reads what stands beside the samples.
   *
   * @param directory path or URI of any Hadoop file system
   * @throws DataException if the directory is missing or holds something else
   */
  public static PartitionedStore open(SparkSession session, String directory) {
    checkExists(session, directory);
    try {
      Metadata metadata = Metadata.of(session.read().parquet(directory + "/metadata"), directory);
      List<StoredPart> train = parts(session, directory, TRAIN);
      List<StoredPart> test = parts(session, directory, TEST);
      Configuration hadoop = session.sparkContext().hadoopConfiguration();
      return new PartitionedStore(directory, metadata, train, test, hadoop);
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare, and wraps those of tasks.
      throw KnownCauses.orElse(
          e,
          () ->
              new DataException(
                  String.format(
                      "%s is not a whole partitioned data set (%s): write it again",
                      directory, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
                  e));
    }
  }

  private static void checkExists(SparkSession session, String directory) {
    Path path = new Path(directory);
    try {
      FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
      if (!files.exists(path)) {
        throw new DataException(
            "the partitioned data set " + directory + " does not exist: correct the path");
      }
      for (String table : new String[] {"metadata", TRAIN, TEST}) {
        if (!files.exists(new Path(path, table))) {
          throw new DataException(
              String.format(
                  "%s is not a partitioned data set: it lacks the table %s; expected the tables"
                      + " train, test and metadata: give the directory that was written",
                  directory, table));
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot read " + directory + " (" + FileFailure.reason(e) + ")", e);
    }
  }

  /** What the footers of a table's files say, read by tasks: there may be thousands. */
  private static List<StoredPart> parts(SparkSession session, String directory, String table)
      throws IOException {
    Configuration settings = session.sparkContext().hadoopConfiguration();
    Path folder = new Path(directory, table);
    FileSystem files = folder.getFileSystem(settings);
    List<String> names =
        Stream.of(files.listStatus(folder))
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .filter(file -> !file.getName().startsWith("_") && !file.getName().startsWith("."))
            .map(Path::toString)
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new DataException(
          "%s is not a whole partitioned data set (its table %s has no files): write it again"
              .formatted(directory, table));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    JavaBroadcast<SerializableConfiguration> hadoop =
        JavaBroadcast.of(context, new SerializableConfiguration(settings));
    boolean ofDevices = table.equals(TRAIN);
    try {
      return context
          .parallelize(names, Math.min(names.size(), context.defaultParallelism()))
          .map(
              name ->
                  new JavaSerialized<>(StoredPart.open(name, ofDevices, hadoop.value().value())))
          .collect()
          .stream()
          .map(JavaSerialized::value)
          .toList();
    } finally {
      hadoop.destroy();
    }
  }

  /** What the data set is called. */
  public String name() {
    return metadata.name();
  }

  /** The shape of a sample's features. */
  public FeatureShape shape() {
    return metadata.shape();
  }

  /** How many labels there can be. */
  public int classes() {
    return metadata.classes();
  }

  /** Over how many devices the training samples are spread. */
  public int devices() {
    return metadata.devices();
  }

  /** Training samples of all devices. */
  public int trainSamples() {
    return metadata.trainSamples();
  }

  /** Bytes of the features of all training samples. */
  public long trainBytes() {
    return (long) metadata.trainSamples() * metadata.sampleBytes();
  }

  /** The place, as it was given. */
  public String directory() {
    return directory;
  }

  /**
   * Goes once through all training samples, in tasks.
   *
   * @throws DataException if they are not all there
   */
  public StoreContents scan(SparkSession session) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<Integer> ranges =
        IntStream.range(0, Math.max(1, Math.min(train.size(), devices()))).boxed().toList();
    JavaBroadcast<PartitionedStore> shared = JavaBroadcast.of(context, this);
    int count = ranges.size();
    StoreScan all = StoreScan.NOTHING;
    try {
      List<JavaSerialized<StoreScan>> scans =
          context
              .parallelize(ranges, count)
              .map(range -> new JavaSerialized<>(shared.value().scan(range, count)))
              .collect();
      for (JavaSerialized<StoreScan> scan : scans) {
        all = all.plus(scan.value());
      }
    } finally {
      shared.destroy();
    }
    // By the files first: rows of devices that do not exist are in no range.
    long rows = train.stream().mapToLong(StoredPart::rows).sum();
    check(TRAIN, rows, metadata.trainSamples());
    if (all.rows() != metadata.trainSamples()) {
      throw new DataException(
          "%s/train holds %d samples of the devices 0 to %d; its metadata says %d: write the data set again"
              .formatted(directory, all.rows(), devices() - 1, metadata.trainSamples()));
    }
    if (all.numbers() != StoreScan.numbers(metadata.trainSamples())) {
      throw new DataException(
          "%s/train does not hold each of the samples 0 to %d once: write the data set again"
              .formatted(directory, metadata.trainSamples() - 1));
    }
    return new StoreContents(metadata, all);
  }

  private void check(String table, long present, int expected) {
    if (present != expected) {
      throw new DataException(
          "%s/%s holds %d samples; its metadata says %d: write the data set again"
              .formatted(directory, table, present, expected));
    }
  }

  /** Of the devices of one of {@code count} ranges of them. */
  private StoreScan scan(int range, int count) {
    int first = (int) ((long) devices() * range / count);
    int end = (int) ((long) devices() * (range + 1) / count);
    StoreScan.Reading reading = new StoreScan.Reading(metadata, first, end);
    forEach(first, end, reading::add);
    return reading.end();
  }

  private void forEach(int first, int end, Consumer<StoredSample> visitor) {
    for (StoredPart part : train) {
      if (part.mayHold(first, end)) {
        part.forEach(
            first,
            end,
            hadoop.value(),
            row -> {
              row.check(metadata, directory + "/train", metadata.trainSamples(), true);
              visitor.accept(row);
            });
      }
    }
  }

  /**
   * Reads the training samples of some devices, here.
   *
   * @param first the lowest of the devices
   * @param end the one after the highest
   * @param without samples that are passed over, ascending
   * @return those of each device, in ascending order of their numbers
   * @throws DataException if a row is not one of this data set
   */
  public List<Samples> ofDevices(int first, int end, int[] without) {
    List<DeviceRows> rows = new ArrayList<>();
    for (int device = first; device < end; device++) {
      rows.add(new DeviceRows(metadata));
    }
    forEach(
        first,
        end,
        row -> {
          if (Arrays.binarySearch(without, row.sample) < 0) {
            rows.get(row.device - first).add(row);
          }
        });
    List<Samples> samples = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      samples.add(rows.set(i, new DeviceRows(metadata)).toSamples()); // lets go of what was read
    }
    return samples;
  }

  /**
   * Some of the training samples.
   *
   * @param samples in the order asked for
   * @param devices who holds each
   */
  public record Chosen(Samples samples, int[] devices) {}

  /**
   * Reads some of the training samples, here.
   *
   * @param numbers of the samples, ascending
   */
  public Chosen choose(int[] numbers) {
    WholeTable chosen = new WholeTable(metadata, directory + "/train", numbers);
    forEach(0, devices(), chosen::add);
    return new Chosen(chosen.samples(), chosen.devices());
  }

  /** Reads the test samples, here. */
  public Samples test() {
    int count = metadata.testSamples();
    check(TEST, test.stream().mapToLong(StoredPart::rows).sum(), count);
    WholeTable table =
        new WholeTable(metadata, directory + "/test", IntStream.range(0, count).toArray());
    for (StoredPart part : test) {
      part.forEach(
          hadoop.value(),
          row -> {
            row.check(metadata, directory + "/test", count, false);
            table.add(row);
          });
    }
    return table.samples();
  }

  /** Reads everything, here. */
  public PartitionedDataset inMemory() {
    check(TRAIN, train.stream().mapToLong(StoredPart::rows).sum(), metadata.trainSamples());
    Chosen all = choose(IntStream.range(0, metadata.trainSamples()).toArray());
    return new PartitionedDataset(
        new Dataset(metadata.name(), all.samples(), test()),
        Assignment.ofDevices(all.devices(), metadata.devices()),
        metadata.scheme(),
        metadata.seed());
  }
}
