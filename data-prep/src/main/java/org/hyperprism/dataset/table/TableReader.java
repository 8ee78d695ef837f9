package org.hyperprism.dataset.table;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;

/**
 * Reads tables into samples of shape {@code 1 x 1 x n}, features as float32.
 *
 * <p>Labels may be any numbers (LIBSVM files use -1 and 1, or 1 to k): in ascending order they
 * become the classes 0 to k - 1. The rows of a file keep their order.
 */
public final class TableReader {

  /** Without a test table, one row in this many of each class becomes a test sample. */
  static final int TEST_EVERY = 6;

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,30}");

  private TableReader() {}

  /**
   * Reads a data set.
   *
   * @param name what to call the data set
   * @param train table of the training samples, a path or URI of any Hadoop file system
   * @param test table of the test samples in the same format; without it every sixth row of each
   *     class of {@code train} is kept for the test
   * @throws DataException if a table is missing, empty or malformed, or the test table has a label
   *     or a column that the training table lacks
   */
  public static Dataset read(
      SparkSession session, String name, String train, Optional<String> test, TableFormat format) {
    Table trainTable = Table.load(session, train, format);
    double[] values = labelValues(train, trainTable.labels());
    if (test.isEmpty()) {
      Samples all = samples(trainTable, values, trainTable.columns());
      return split(name, all, testRows(name, all.labels()));
    }
    Table testTable = Table.load(session, test.get(), format);
    // A sparse table may lack its last columns by chance; both get the width of the wider one.
    int columns = Math.max(trainTable.columns(), testTable.columns());
    if (format instanceof TableFormat.Csv && trainTable.columns() != testTable.columns()) {
      throw new DataException(
          String.format(
              "%s has %d feature columns, but %s has %d; expected as many of both",
              train, trainTable.columns(), test.get(), testTable.columns()));
    }
    return new Dataset(
        name, samples(trainTable, values, columns), samples(testTable, values, columns));
  }

  /**
   * Reads a data set of which a column says which device holds each sample; every sixth row of each
   * class is kept for the test.
   *
   * @param path of the table, a path or URI of any Hadoop file system
   * @param format names the column
   * @return devices in ascending order of what the column has: of numbers, if it has whole numbers
   *     alone, and else of texts
   * @throws DataException as {@link #read}, and if a row names no device
   */
  public static Placed readPlaced(SparkSession session, String path, TableFormat.Csv format) {
    Table table = Table.load(session, path, format);
    Samples all = samples(table, labelValues(path, table.labels()), table.columns());
    boolean[] isTest = testRows(path, all.labels());
    int[] kept = indices(isTest, false);
    List<String> devices = devices(table.owners());
    Map<String, Integer> numbers = new HashMap<>();
    devices.forEach(device -> numbers.put(device, numbers.size()));
    return new Placed(
        split(path, all, isTest),
        IntStream.of(kept)
            .map(row -> Objects.requireNonNull(numbers.get(table.owners().get(row))))
            .toArray(),
        devices);
  }

  /**
   * Samples and where they are.
   *
   * @param deviceOf the device of each training sample, from 0
   * @param devices what the column has for each device
   */
  public record Placed(Dataset samples, int[] deviceOf, List<String> devices) {}

  private static List<String> devices(List<String> owners) {
    boolean areNumbers = owners.stream().allMatch(owner -> WHOLE_NUMBER.matcher(owner).matches());
    return owners.stream()
        .distinct()
        .sorted(
            areNumbers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new)
                    .thenComparing(Comparator.naturalOrder())
                : Comparator.<String>naturalOrder())
        .toList();
  }

  private static Samples samples(Table table, double[] values, int columns) {
    return Samples.ofFloats(
        FeatureShape.ofTable(columns),
        values.length,
        table.features(columns),
        classes(table.path(), table.labels(), values));
  }

  /**
   * The labels that stand for the classes, in ascending order.
   *
   * @param name of the table, for messages
   * @param labels double[rows], at least one
   * @throws DataException if there are fewer than two
   */
  static double[] labelValues(String name, double[] labels) {
    double[] values = Arrays.stream(labels).sorted().distinct().toArray();
    if (values.length < 2) {
      throw new DataException(
          String.format(
              "%s has only the label %s; expected at least two classes: check which column holds"
                  + " the label",
              name, values[0]));
    }
    return values;
  }

  /**
   * The class of each label.
   *
   * @param values as {@link #labelValues} gives them
   * @throws DataException if one is not among them
   */
  static int[] classes(String name, double[] labels, double[] values) {
    int[] classes = new int[labels.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = Arrays.binarySearch(values, labels[row]);
      if (classes[row] < 0) {
        throw new DataException(
            String.format(
                "%s: row %d has label %s, which the training table lacks; expected one of %s",
                name, row + 1, labels[row], Arrays.toString(values)));
      }
    }
    return classes;
  }

  /**
   * Which rows become test samples where nothing else says so: every sixth of each class.
   *
   * @param name of the table, for messages
   * @param classes the class of each row
   * @throws DataException if no class has as many
   */
  static boolean[] testRows(String name, int[] classes) {
    Map<Integer, Integer> seen = new HashMap<>();
    boolean[] isTest = new boolean[classes.length];
    for (int row = 0; row < isTest.length; row++) {
      isTest[row] = seen.merge(classes[row], 1, Integer::sum) % TEST_EVERY == 0;
    }
    if (indices(isTest, true).length == 0) {
      throw new DataException(
          String.format(
              "%s has %d rows and no class with %d of them; every %dth of each class becomes a test sample, and that is none: give more rows, or a table of test samples",
              name, classes.length, TEST_EVERY, TEST_EVERY));
    }
    return isTest;
  }

  private static Dataset split(String name, Samples all, boolean[] isTest) {
    return new Dataset(name, all.select(indices(isTest, false)), all.select(indices(isTest, true)));
  }

  static int[] indices(boolean[] flags, boolean wanted) {
    return IntStream.range(0, flags.length).filter(i -> flags[i] == wanted).toArray();
  }
}
