package org.hyperprism.dataset.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;

/**
 * Reads DataFrames into samples, in the order of their rows: sort one whose order is chance, for
 * the partition of the samples follows it.
 */
public final class FrameReader {

  private final FrameColumns columns;
  private final Classes classes;
  private final Optional<FeatureShape> shape;

  /**
   * @param classes which labels stand for classes
   * @param shape of the features; empty takes them as a table, 1 x 1 x n
   */
  public FrameReader(FrameColumns columns, Classes classes, Optional<FeatureShape> shape) {
    this.columns = columns;
    this.classes = classes;
    this.shape = shape;
  }

  /** Which labels stand for classes. */
  @FunctionalInterface
  public interface Classes {

    /** Any labels: in ascending order they are the classes 0 to k - 1. */
    Classes AS_THEY_COME = TableReader::labelValues;

    /**
     * The labels of the classes, in ascending order.
     *
     * @param name of the table, for messages
     * @param labels those of all training samples, at least one
     * @throws DataException if they do not make classes
     */
    double[] of(String name, double[] labels);
  }

  /**
   * Samples and where they are.
   *
   * @param samples training and test samples
   * @param deviceOf the device of each training sample; empty if no column says so
   * @param devices as many as the column names, rows that became test samples included; 0 without
   *     it
   */
  public record Placed(Dataset samples, Optional<int[]> deviceOf, int devices) {}

  /** One DataFrame as arrays. */
  private record Table(String name, double[] labels, float[] features, int width, int[] devices) {

    int deviceCount() {
      return 1 + IntStream.of(devices).max().orElse(-1);
    }
  }

  /**
   * Reads a data set.
   *
   * @param train the training samples
   * @param test the test samples; without them every sixth row of each class is kept for the test
   * @throws DataException if a column is missing or of another type, a value is null, NaN or
   *     infinite, there are no rows or only one class, the test has what the training lacks, or no
   *     row is left for it
   */
  public Placed read(
      org.apache.spark.sql.Dataset<Row> train, Optional<org.apache.spark.sql.Dataset<Row>> test) {
    Table table = table("the DataFrame of training samples", train, columns);
    double[] values = classes.of(table.name, table.labels);
    Samples all = samples(table, values);
    if (test.isPresent()) {
      FrameColumns unplaced =
          new FrameColumns(columns.features(), columns.label(), Optional.empty());
      Table tested = table("the DataFrame of test samples", test.get(), unplaced);
      if (tested.width != table.width) {
        throw new DataException(
            "%s has %d features, but %s has %d; expected as many of both"
                .formatted(tested.name, tested.width, table.name, table.width));
      }
      Dataset samples = new Dataset("DataFrame", all, samples(tested, values));
      return placed(samples, table, table.devices);
    }
    boolean[] isTest = TableReader.testRows(table.name, all.labels());
    int[] kept = TableReader.indices(isTest, false);
    Dataset samples =
        new Dataset("DataFrame", all.select(kept), all.select(TableReader.indices(isTest, true)));
    return placed(samples, table, IntStream.of(kept).map(row -> table.devices[row]).toArray());
  }

  /** The same where the training samples are the test, too: all of them are both. */
  public Placed readTestedOnItself(org.apache.spark.sql.Dataset<Row> train) {
    Table table = table("the DataFrame of training samples", train, columns);
    Samples all = samples(table, classes.of(table.name, table.labels));
    return placed(new Dataset("DataFrame", all, all), table, table.devices);
  }

  private Placed placed(Dataset samples, Table table, int[] deviceOf) {
    return columns.device().isPresent()
        ? new Placed(samples, Optional.of(deviceOf), table.deviceCount())
        : new Placed(samples, Optional.empty(), 0);
  }

  private Samples samples(Table table, double[] values) {
    FeatureShape fitting = shape.orElseGet(() -> FeatureShape.ofTable(table.width));
    if (fitting.features() != table.width) {
      throw new DataException(
          "%s has %d features a row, but the shape %s has %d; expected as many"
              .formatted(table.name, table.width, fitting, fitting.features()));
    }
    int[] labels = TableReader.classes(table.name, table.labels, values);
    return Samples.ofFloats(fitting, values.length, table.features, labels);
  }

  private static Table table(
      String name, org.apache.spark.sql.Dataset<Row> frame, FrameColumns columns) {
    List<FrameChunk> chunks = FrameChunk.of(name, frame, columns);
    int rows = chunks.stream().mapToInt(FrameChunk::rows).sum();
    int unusable = chunks.stream().mapToInt(FrameChunk::unusable).sum();
    if (unusable > 0) {
      throw new DataException(
          "%s: %d of %d rows have a null, NaN or infinity in %s or %s%s; expected finite numbers: drop or fill them"
              .formatted(
                  name,
                  unusable,
                  rows + unusable,
                  columns.features(),
                  columns.label(),
                  columns.device().map(device -> ", or no device from 0 in " + device).orElse("")));
    }
    if (rows == 0) {
      throw new DataException(name + " has no rows; expected at least one sample");
    }
    int[] widths =
        chunks.stream()
            .flatMapToInt(chunk -> IntStream.of(chunk.columns(), chunk.otherColumns()))
            .filter(width -> width >= 0)
            .distinct()
            .toArray();
    if (widths.length != 1) {
      throw new DataException(
          "%s has rows of %d and of %d features in %s; expected as many in every row"
              .formatted(name, widths[0], widths[1], columns.features()));
    }
    return joined(name, chunks, rows, widths[0]);
  }

  private static Table joined(String name, List<FrameChunk> chunks, int rows, int width) {
    float[] features = new float[Math.multiplyExact(rows, width)];
    int from = 0;
    for (FrameChunk chunk : chunks) {
      System.arraycopy(chunk.features(), 0, features, from * width, chunk.rows() * width);
      from += chunk.rows();
    }
    return new Table(
        name,
        chunks.stream().flatMapToDouble(chunk -> Arrays.stream(chunk.labels())).toArray(),
        features,
        width,
        chunks.stream().flatMapToInt(chunk -> Arrays.stream(chunk.devices())).toArray());
  }
}
