package org.hyperprism.dataset.table;

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

  private static final String NAME = "DataFrame";
  private static final String TRAIN = "the DataFrame of training samples";
  private static final String TEST = "the DataFrame of test samples";

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
    List<FrameChunk> chunks = FrameChunk.of(TRAIN, train, columns);
    FrameTable table = train(chunks);
    if (test.isPresent()) {
      FrameColumns plain = columns.ofTest();
      List<FrameChunk> tested = FrameChunk.of(TEST, test.get(), plain);
      FrameTable testTable =
          FrameTable.of(TEST, tested.stream().map(FrameChunk::train).toList(), plain);
      return placed(dataset(table, testTable), table.devices(), chunks);
    }
    Samples all = samples(table);
    boolean[] isTest = TableReader.testRows(table.name(), all.labels());
    int[] kept = TableReader.indices(isTest, false);
    int[] devices = table.devices();
    return placed(
        new Dataset(NAME, all.select(kept), all.select(TableReader.indices(isTest, true))),
        IntStream.of(kept).map(row -> devices[row]).toArray(),
        chunks);
  }

  /**
   * Reads a data set of one DataFrame in one pass: the test samples are those of which the column
   * says so, and without that column all samples are training and test samples.
   *
   * @throws DataException as {@link #read}, and if the column of the test has a null
   */
  public Placed read(org.apache.spark.sql.Dataset<Row> frame) {
    List<FrameChunk> chunks = FrameChunk.of(TRAIN, frame, columns);
    int undecided = chunks.stream().mapToInt(FrameChunk::undecided).sum();
    if (undecided > 0) {
      throw new DataException(
          "%d rows have a null in %s, which says what is a test sample; expected true or false: drop or fill them"
              .formatted(undecided, columns.test().orElse("")));
    }
    FrameTable table = train(chunks);
    if (columns.test().isEmpty()) {
      Samples all = samples(table);
      return placed(new Dataset(NAME, all, all), table.devices(), chunks);
    }
    FrameTable test =
        FrameTable.of(TEST, chunks.stream().map(FrameChunk::test).toList(), columns.ofTest());
    return placed(dataset(table, test), table.devices(), chunks);
  }

  private FrameTable train(List<FrameChunk> chunks) {
    return FrameTable.of(TRAIN, chunks.stream().map(FrameChunk::train).toList(), columns);
  }

  private Dataset dataset(FrameTable train, FrameTable test) {
    double[] labels = classes.of(train.name(), train.labels());
    if (test.width() != train.width()) {
      throw new DataException(
          "%s has %d features, but %s has %d; expected as many of both"
              .formatted(test.name(), test.width(), train.name(), train.width()));
    }
    boolean asBytes = train.isOfBytes() && test.isOfBytes();
    return new Dataset(NAME, samples(train, labels, asBytes), samples(test, labels, asBytes));
  }

  /** All rows, which say themselves what the classes are. */
  private Samples samples(FrameTable table) {
    return samples(table, classes.of(table.name(), table.labels()), table.isOfBytes());
  }

  private Samples samples(FrameTable table, double[] labels, boolean asBytes) {
    return table.samples(
        shape.orElseGet(() -> FeatureShape.ofTable(table.width())), labels, asBytes);
  }

  private Placed placed(Dataset samples, int[] deviceOf, List<FrameChunk> chunks) {
    return columns.device().isPresent()
        ? new Placed(
            samples,
            Optional.of(deviceOf),
            chunks.stream().mapToInt(FrameChunk::devices).max().orElse(0))
        : new Placed(samples, Optional.empty(), 0);
  }
}
