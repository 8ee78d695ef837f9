package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.hyperprism.failure.DataException;
import org.hyperprism.spark.JavaSerialized;

/** The samples of one partition of a DataFrame, made where it lies. */
final class FrameChunk implements Serializable {

  private static final long serialVersionUID = 1L;

  private double[] labels = new double[16];
  private final RowFeatures features = new RowFeatures();
  private int[] devices = new int[16];
  private int rows;
  private int columns = -1;

  /** Rows whose label, features or device are null, NaN, infinite or no whole number from 0. */
  private int unusable;

  /** A row with another number of features than the first has; -1 for none. */
  private int otherColumns = -1;

  private FrameChunk() {}

  /** How many rows there are that can be used. */
  int rows() {
    return rows;
  }

  /** The label of each of them. */
  double[] labels() {
    return Arrays.copyOf(labels, rows);
  }

  /** The device of each of them; zeros where the DataFrame does not say. */
  int[] devices() {
    return Arrays.copyOf(devices, rows);
  }

  /** float32[rows][columns], row-major, the first {@code rows * columns} numbers. */
  float[] features() {
    return features.array();
  }

  /** Features of a row; -1 if there is none. */
  int columns() {
    return columns;
  }

  int unusable() {
    return unusable;
  }

  int otherColumns() {
    return otherColumns;
  }

  /**
   * The chunks of a DataFrame, in its order.
   *
   * @param name what messages call it
   * @throws DataException if a column is missing or has another type
   */
  static List<FrameChunk> of(String name, Dataset<Row> frame, FrameColumns columns) {
    DataType features = NamedColumn.type(name, frame, columns.features());
    boolean fits =
        features.equals(SQLDataTypes.VectorType())
            || (features instanceof ArrayType array && array.elementType() instanceof NumericType);
    if (!fits) {
      throw NamedColumn.other(
          name, columns.features(), features, "a vector, or an array of numbers");
    }
    Dataset<Row> numbers =
        frame.select(
            NamedColumn.of(columns.features()),
            NamedColumn.number(name, frame, columns.label()),
            columns
                .device()
                .map(device -> NamedColumn.number(name, frame, device))
                .orElse(functions.lit(0.0)));
    return numbers
        .javaRDD()
        .mapPartitions(rows -> List.of(new JavaSerialized<>(FrameChunk.of(rows))).iterator())
        .collect()
        .stream()
        .map(JavaSerialized::value)
        .toList();
  }

  private static FrameChunk of(Iterator<Row> rows) {
    FrameChunk chunk = new FrameChunk();
    while (rows.hasNext()) {
      chunk.add(rows.next());
    }
    chunk.features.trim(chunk.end());
    return chunk;
  }

  /** Where the features of the next row begin. */
  private int end() {
    return Math.multiplyExact(rows, Math.max(columns, 0));
  }

  private void add(Row row) {
    double label = row.isNullAt(1) ? Double.NaN : row.getDouble(1);
    double device = row.isNullAt(2) ? Double.NaN : row.getDouble(2);
    boolean placed = device >= 0 && device < Integer.MAX_VALUE && device == Math.rint(device);
    if (!placed
        || !Double.isFinite(label)
        || row.isNullAt(0)
        || !features.write(row.get(0), end())) {
      unusable++;
      return;
    }
    int width = RowFeatures.width(row.get(0));
    if (columns < 0) {
      columns = width;
    }
    if (width != columns) {
      otherColumns = width;
      return;
    }
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, 2 * rows);
      devices = Arrays.copyOf(devices, 2 * rows);
    }
    labels[rows] = label;
    devices[rows] = (int) device;
    rows++;
  }
}
