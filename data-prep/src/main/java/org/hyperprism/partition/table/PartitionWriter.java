package org.hyperprism.partition.table;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.spark.PlainFileSystem;

/** Writes a partitioned data set; nothing half-written is left under the directory's name. */
final class PartitionWriter {

  /** Features in one Parquet file, in bytes, roughly. */
  private static final long FILE_BYTES = 32L << 20;

  private static final StructType TEST_ROW =
      new StructType()
          .add(StoredPart.SAMPLE, DataTypes.IntegerType, false)
          .add(StoredPart.LABEL, DataTypes.IntegerType, false)
          .add(StoredPart.FEATURES, DataTypes.BinaryType, false);
  private static final StructType TRAIN_ROW =
      new StructType()
          .add(StoredPart.DEVICE, DataTypes.IntegerType, false)
          .add(StoredPart.SAMPLE, DataTypes.IntegerType, false)
          .add(StoredPart.LABEL, DataTypes.IntegerType, false)
          .add(StoredPart.FEATURES, DataTypes.BinaryType, false);

  private PartitionWriter() {}

  static void write(
      SparkSession session, PartitionedDataset partitioned, String directory, boolean overwrite) {
    Path target = new Path(directory);
    try {
      FileSystem files =
          PlainFileSystem.toWrite(target, session.sparkContext().hadoopConfiguration());
      target = files.makeQualified(target);
      checkTarget(files, target, overwrite);
      // The name is random, as two processes may write at once; it is gone when this method ends.
      Path writing =
          new Path(target.getParent(), "." + target.getName() + ".writing-" + UUID.randomUUID());
      try {
        writeTables(session, partitioned, writing.toString());
        if (overwrite) {
          files.delete(target, true);
        }
        if (!files.rename(writing, target)) {
          throw new IOException("renaming " + writing + " failed");
        }
      } finally {
        files.delete(writing, true);
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              "cannot write the partitioned data set %s (%s): give a directory that you may write"
                  + " to",
              target, FileFailure.reason(e)),
          e);
    }
  }

  private static void checkTarget(FileSystem files, Path target, boolean overwrite)
      throws IOException {
    if (!files.exists(target)) {
      return;
    }
    if (!overwrite) {
      throw new EnvironmentException(
          target + " exists already: name another directory, or ask for it to be overwritten");
    }
    // Whoever mistypes a path must not lose what is there.
    if (!files.exists(new Path(target, "metadata"))) {
      throw new EnvironmentException(
          target
              + " exists already and is not a partitioned data set, so it is not overwritten:"
              + " name another directory");
    }
  }

  private static void writeTables(
      SparkSession session, PartitionedDataset partitioned, String directory) {
    Samples train = partitioned.dataset().train();
    Samples test = partitioned.dataset().test();
    int[] byDevice = ascending(partitioned.assignment().samples()).toArray();
    int[] deviceOf = partitioned.assignment().deviceOfSample();
    writeSamples(session, train, byDevice, deviceOf, TRAIN_ROW, directory + "/train");
    int[] all = IntStream.range(0, test.count()).toArray();
    writeSamples(session, test, all, new int[0], TEST_ROW, directory + "/test");
    Metadata.of(partitioned).table(session).write().parquet(directory + "/metadata");
  }

  private static IntStream ascending(int[][] samples) {
    return IntStream.range(0, samples.length).flatMap(device -> IntStream.of(samples[device]));
  }

  /**
   * @param order the samples in the order they are written
   * @param deviceOf int[samples], or empty if the rows name no device
   */
  private static void writeSamples(
      SparkSession session,
      Samples samples,
      int[] order,
      int[] deviceOf,
      StructType schema,
      String directory) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    long bytes =
        (long) samples.count() * samples.shape().features() * samples.featureType().bytes();
    int parts = (int) (1 + bytes / FILE_BYTES);
    List<Integer> ordered = IntStream.of(order).boxed().toList();
    JavaBroadcast<Samples> shared = JavaBroadcast.of(context, samples);
    try {
      JavaRDD<Row> rows =
          context
              .parallelize(ordered, parts)
              .map(
                  sample -> {
                    int label = shared.value().label(sample);
                    byte[] features = shared.value().encodedFeatures(sample);
                    return deviceOf.length == 0
                        ? RowFactory.create(sample, label, features)
                        : RowFactory.create(deviceOf[sample], sample, label, features);
                  });
      Dataset<Row> table = session.createDataFrame(rows, schema);
      table.write().parquet(directory);
    } finally {
      shared.destroy();
    }
  }
}
