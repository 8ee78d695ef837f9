package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
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

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private double[] labels = new double[16];
  private float[] features = new float[0];
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
    return features;
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
    return chunk;
  }

  private void add(Row row) {
    double label = row.isNullAt(1) ? Double.NaN : row.getDouble(1);
    double device = row.isNullAt(2) ? Double.NaN : row.getDouble(2);
    float[] values = row.isNullAt(0) ? new float[0] : values(row.get(0));
    boolean placed = device >= 0 && device < Integer.MAX_VALUE && device == Math.rint(device);
    if (!placed || !Double.isFinite(label) || row.isNullAt(0) || !areFinite(values)) {
      unusable++;
      return;
    }
    if (columns < 0) {
      columns = values.length;
    }
    if (values.length != columns) {
      otherColumns = values.length;
      return;
    }
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, 2 * rows);
      devices = Arrays.copyOf(devices, 2 * rows);
    }
    int end = Math.multiplyExact(rows + 1, columns);
    if (end > features.length) {
      long room = Math.min((long) labels.length * columns, LARGEST_ARRAY);
      features = Arrays.copyOf(features, (int) Math.max(end, room));
    }
    labels[rows] = label;
    devices[rows] = (int) device;
    System.arraycopy(values, 0, features, rows * columns, columns);
    rows++;
  }

  private static float[] values(Object cell) {
    if (cell instanceof Vector vector) {
      double[] numbers = vector.toArray();
      float[] values = new float[numbers.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) numbers[i];
      }
      return values;
    }
    scala.collection.Seq<?> numbers = (scala.collection.Seq<?>) cell;
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.apply(i) instanceof Number number ? number.floatValue() : Float.NaN;
    }
    return values;
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
