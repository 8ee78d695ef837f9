package org.hyperprism.dataset.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.KnownCauses;

/**
 * One table as numbers.
 *
 * @param path where it was read from
 * @param labels double[rows]
 * @param rows double[rows][columns]
 * @param columns features per row
 * @param owners what the column of devices has in each row; empty without such a column
 */
public record Table(
    String path, double[] labels, double[][] rows, int columns, List<String> owners) {

  /**
   * @throws DataException if the table is missing, empty or malformed
   */
  static Table load(SparkSession session, String path, TableFormat format) {
    Table table;
    try {
      table =
          format instanceof TableFormat.Csv csv ? csv(session, path, csv) : libsvm(session, path);
    } catch (Exception e) {
      // Spark reports a missing file by a checked exception that it does not declare, and a
      // malformed line by the failure of a task; the innermost cause names what is wrong.
      throw KnownCauses.orElse(
          e,
          () ->
              new DataException(
                  String.format(
                      "cannot read the table %s: %s: check the path and that every line is a row of numbers",
                      path, innermost(e)),
                  e));
    }
    if (table.rows.length == 0) {
      throw new DataException(path + " holds no rows; expected at least one sample");
    }
    table.checkNumbers();
    return table;
  }

  /** Neither a label nor a feature may be NaN or infinite, as float32 either. */
  private void checkNumbers() {
    for (int row = 0; row < rows.length; row++) {
      check(Double.isFinite(labels[row]), row, "the label", labels[row]);
      for (int column = 0; column < rows[row].length; column++) {
        double value = rows[row][column];
        check(Float.isFinite((float) value), row, "feature " + (column + 1), value);
      }
    }
  }

  private void check(boolean sound, int row, String what, double value) {
    if (!sound) {
      throw new DataException(
          String.format(
              "%s: row %d: %s is %s; expected a finite number of at most %s: correct it, or leave the row out",
              path, row + 1, what, value, Float.MAX_VALUE));
    }
  }

  /**
   * A row may name one large index only, and all rows become as wide.
   *
   * @param width features of the widest row
   */
  private static void checkMemory(String path, long rows, long width) {
    // The rows as double and as float32, and the shares of training and test.
    long bytes = Math.multiplyExact(rows, width) * (Double.BYTES + 2 * Float.BYTES);
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap || rows * width > Integer.MAX_VALUE - 8) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows of %d features, the largest index of any row, which take %.0f MB; this Java has %.0f MB: correct the index, or give Java more memory (HYPERPRISM_HEAP)",
              path,
              rows,
              width,
              bytes / 1e6,
              heap / 1e6));
    }
  }

  /** The features as float[rows x width], row-major, filled with zeros on the right. */
  float[] features(int width) {
    float[] features = new float[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        features[row * width + column] = (float) rows[row][column];
      }
    }
    return features;
  }

  private static Table libsvm(SparkSession session, String path) {
    List<Row> found = session.read().format("libsvm").load(path).collectAsList();
    double[] labels = found.stream().mapToDouble(row -> row.getDouble(0)).toArray();
    long width = found.stream().mapToLong(row -> row.<Vector>getAs(1).size()).max().orElse(0);
    checkMemory(path, found.size(), width);
    double[][] rows =
        found.stream().map(row -> row.<Vector>getAs(1).toArray()).toArray(double[][]::new);
    int columns = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    return new Table(path, labels, rows, columns, List.of());
  }

  private static Table csv(SparkSession session, String path, TableFormat.Csv format) {
    Dataset<Row> text =
        session.read().option("header", format.header()).option("mode", "FAILFAST").csv(path);
    List<String> names = List.of(text.columns());
    int labelColumn = column(path, names, format.labelColumn(), "labels");
    int deviceColumn =
        format.deviceColumn().map(name -> column(path, names, name, "devices")).orElse(-1);
    if (deviceColumn == labelColumn) {
      throw new DataException(
          "%s: the column %s is that of the labels and of the devices; expected two"
              .formatted(path, format.labelColumn()));
    }
    Column[] cells =
        names.stream()
            .map(
                name ->
                    names.indexOf(name) == deviceColumn
                        ? NamedColumn.of(name)
                        : NamedColumn.of(name).cast("double"))
            .toArray(Column[]::new);
    List<Row> found = text.select(cells).collectAsList();
    double[] labels = new double[found.size()];
    int features = names.size() - (deviceColumn < 0 ? 1 : 2);
    double[][] rows = new double[found.size()][features];
    List<String> owners = new ArrayList<>();
    for (int row = 0; row < labels.length; row++) {
      for (int column = 0, next = 0; column < names.size(); column++) {
        if (found.get(row).isNullAt(column)) {
          throw new DataException(
              String.format(
                  column == deviceColumn
                      ? "%s: row %d, column %s is empty; expected the device of every row"
                      : "%s: row %d, column %s is not a number; expected numbers only",
                  path,
                  row + 1,
                  names.get(column)));
        }
        if (column == deviceColumn) {
          owners.add(found.get(row).getString(column));
        } else if (column == labelColumn) {
          labels[row] = found.get(row).getDouble(column);
        } else {
          rows[row][next++] = found.get(row).getDouble(column);
        }
      }
    }
    return new Table(path, labels, rows, features, owners);
  }

  private static int column(String path, List<String> names, String name, String what) {
    int column = names.indexOf(name);
    if (column < 0) {
      throw new DataException(
          String.format(
              "%s has no column %s for the %s; it has: %s: name one of these",
              path, name, what, String.join(", ", names)));
    }
    return column;
  }

  private static String innermost(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
  }
}
