package org.hyperprism.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a partitioned data set of any size with Spark alone: pictures of 28 x 28 bytes of noise in
 * which one row of ten is bright, the label.
 */
final class LargeStore {

  static final int DEVICES = 100;

  private static final int SIDE = 28;
  private static final int TEST_SAMPLES = 1000;
  private static final long FILE_BYTES = 32L << 20;

  private LargeStore() {}

  /**
   * Writes it.
   *
   * @param megabytes of the features of all training samples
   * @return how many training samples there are
   */
  static int write(SparkSession session, Path directory, int megabytes) {
    int samples = (int) (((long) megabytes << 20) / (SIDE * SIDE) / DEVICES) * DEVICES;
    int files = (int) (1 + ((long) samples * SIDE * SIDE) / FILE_BYTES);
    StructType test =
        new StructType()
            .add("sample", DataTypes.IntegerType, false)
            .add("label", DataTypes.IntegerType, false)
            .add("features", DataTypes.BinaryType, false);
    StructType train =
        new StructType()
            .add("device", DataTypes.IntegerType, false)
            .add("sample", DataTypes.IntegerType, false)
            .add("label", DataTypes.IntegerType, false)
            .add("features", DataTypes.BinaryType, false);
    int perDevice = samples / DEVICES;
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<Integer> parts = IntStream.range(0, files).boxed().toList();
    session
        .createDataFrame(
            spark
                .parallelize(parts, files)
                .flatMap(
                    part ->
                        IntStream.range(
                                first(samples, files, part), first(samples, files, part + 1))
                            .mapToObj(
                                sample ->
                                    RowFactory.create(
                                        sample / perDevice, sample, sample % 10, picture(sample)))
                            .iterator()),
            train)
        .write()
        .option("compression", "none") // noise does not shrink
        .parquet(directory + "/train");
    List<Row> seen =
        IntStream.range(0, TEST_SAMPLES)
            .mapToObj(sample -> RowFactory.create(sample, label(sample), picture(-1 - sample)))
            .toList();
    session.createDataFrame(seen, test).coalesce(1).write().parquet(directory + "/test");
    session
        .sql(
            """
            select 1 format, 'noise' name, 1 channels, 28 height, 28 width, 10 classes, 'UINT8' feature_type,
              %d devices, %d train_samples, %d test_samples, 'in order' scheme, 1L seed
            """
                .formatted(DEVICES, samples, TEST_SAMPLES))
        .write()
        .parquet(directory + "/metadata");
    return samples;
  }

  private static int first(int samples, int files, int part) {
    return (int) ((long) samples * part / files);
  }

  /** That of the test sample. */
  private static int label(int sample) {
    return Math.floorMod(-1 - sample, 10);
  }

  private static byte[] picture(int sample) {
    byte[] pixels = new byte[SIDE * SIDE];
    new SplittableRandom(sample).nextBytes(pixels);
    int row = 9 + Math.floorMod(sample, 10);
    for (int i = row * SIDE; i < (row + 1) * SIDE; i++) {
      pixels[i] = (byte) (pixels[i] | 0x80);
    }
    return pixels;
  }
}
