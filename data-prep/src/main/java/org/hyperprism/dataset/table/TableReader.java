package org.hyperprism.dataset.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
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
    double[] values =
        new TreeSet<>(Arrays.stream(trainTable.labels()).boxed().toList())
            .stream().mapToDouble(Double::doubleValue).toArray();
    if (values.length < 2) {
      throw new DataException(
          String.format(
              "%s has only the label %s; expected at least two classes: check which column holds"
                  + " the label",
              train, values[0]));
    }
    if (test.isEmpty()) {
      Samples all = samples(trainTable, values, trainTable.columns());
      return split(name, all);
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

  private static Samples samples(Table table, double[] values, int columns) {
    int[] labels = new int[table.labels().length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = Arrays.binarySearch(values, table.labels()[row]);
      if (labels[row] < 0) {
        throw new DataException(
            String.format(
                "%s: row %d has label %s, which the training table lacks; expected one of %s",
                table.path(), row + 1, table.labels()[row], Arrays.toString(values)));
      }
    }
    return Samples.ofFloats(
        FeatureShape.ofTable(columns), values.length, table.features(columns), labels);
  }

  private static Dataset split(String name, Samples all) {
    int[] seen = new int[all.classes()];
    boolean[] isTest = new boolean[all.count()];
    for (int sample = 0; sample < isTest.length; sample++) {
      isTest[sample] = ++seen[all.label(sample)] % TEST_EVERY == 0;
    }
    int[] test = indices(isTest, true);
    if (test.length == 0) {
      throw new DataException(
          String.format(
              "%s has %d rows and no class with %d of them; every %dth of each class becomes a test sample, and that is none: give more rows, or a test table",
              name, all.count(), TEST_EVERY, TEST_EVERY));
    }
    return new Dataset(name, all.select(indices(isTest, false)), all.select(test));
  }

  private static int[] indices(boolean[] flags, boolean wanted) {
    return IntStream.range(0, flags.length).filter(i -> flags[i] == wanted).toArray();
  }
}
