package org.hyperprism.partition.table;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.partition.Assignment;

/** Reads what {@link PartitionWriter} wrote. */
final class PartitionReader {

  private PartitionReader() {}

  static PartitionedDataset read(SparkSession session, String directory) {
    checkExists(session, directory);
    try {
      return readTables(session, directory);
    } catch (HyperPrismException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws a checked exception that it does not declare when a table cannot be read.
      throw new DataException(
          String.format(
              "%s is not a whole partitioned data set (%s): write it again",
              directory, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
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
      for (String table : new String[] {"metadata", "train", "test"}) {
        if (!files.exists(new Path(path, table))) {
          throw new DataException(
              String.format(
                  "%s is not a partitioned data set: it lacks the table %s; expected the tables"
                      + " train, test and metadata: give the directory that was written",
                  directory, table));
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + directory + " (" + e.getMessage() + ")", e);
    }
  }

  private static PartitionedDataset readTables(SparkSession session, String directory) {
    Metadata metadata = Metadata.of(session.read().parquet(directory + "/metadata"), directory);
    int[] deviceOf = new int[metadata.trainSamples()];
    Samples train = samples(session, directory, "train", metadata, deviceOf);
    Samples test = samples(session, directory, "test", metadata, new int[metadata.testSamples()]);
    return new PartitionedDataset(
        new Dataset(metadata.name(), train, test),
        Assignment.ofDevices(deviceOf, metadata.devices()),
        metadata.scheme(),
        metadata.seed());
  }

  /**
   * The samples of one table, put where their numbers say.
   *
   * @param deviceOf receives the device of each sample if the table has that column
   */
  private static Samples samples(
      SparkSession session, String directory, String table, Metadata metadata, int[] deviceOf) {
    int count = deviceOf.length;
    int length = metadata.shape().features() * metadata.featureType().bytes();
    byte[] features = new byte[Math.multiplyExact(count, length)];
    int[] labels = new int[count];
    boolean[] found = new boolean[count];
    boolean train = table.equals("train");
    String columns = train ? "device, sample, label, features" : "0, sample, label, features";
    Iterator<Row> rows =
        session
            .read()
            .parquet(directory + "/" + table)
            .selectExpr(columns.split(", "))
            .toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      int sample = row.getInt(1);
      byte[] encoded = row.getAs(3);
      int device = row.getInt(0);
      if (sample < 0
          || sample >= count
          || found[sample]
          || encoded.length != length
          || device < 0
          || device >= metadata.devices()) {
        throw new DataException(
            String.format(
                "%s/%s: sample %d on device %d has %d bytes of features; expected samples 0 to %d,"
                    + " each once, devices 0 to %d and %d bytes: write the data set again",
                directory,
                table,
                sample,
                device,
                encoded.length,
                count - 1,
                metadata.devices() - 1,
                length));
      }
      found[sample] = true;
      deviceOf[sample] = device;
      labels[sample] = row.getInt(2);
      System.arraycopy(encoded, 0, features, sample * length, length);
    }
    long present = IntStream.range(0, count).filter(sample -> found[sample]).count();
    if (present != count) {
      throw new DataException(
          String.format(
              "%s/%s holds %d samples; its metadata says %d: write the data set again",
              directory, table, present, count));
    }
    return Samples.ofEncoded(
        metadata.shape(), metadata.classes(), metadata.featureType(), features, labels);
  }
}
