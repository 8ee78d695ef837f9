package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.hyperprism.failure.DataException;
import org.hyperprism.spark.JavaSerialized;
import org.jspecify.annotations.Nullable;

/** The samples of one partition of a DataFrame, made where it lies, in one pass. */
final class FrameChunk implements Serializable {

  private static final long serialVersionUID = 1L;

  private final SampleRows train = new SampleRows();
  private final SampleRows test = new SampleRows();

  /** Rows that do not say whether they are test samples. */
  private int undecided;

  /** One more than the largest device that a row names, be it for the test. */
  private int devices;

  private FrameChunk() {}

  SampleRows train() {
    return train;
  }

  SampleRows test() {
    return test;
  }

  int undecided() {
    return undecided;
  }

  int devices() {
    return devices;
  }

  /**
   * The chunks of a DataFrame, in its order.
   *
   * @param name what messages call it
   * @throws DataException if a column is missing or has another type
   */
  static List<FrameChunk> of(String name, Dataset<Row> frame, FrameColumns columns) {
    DataType features = NamedColumn.type(name, frame, columns.features());
    if (!FeatureCell.fits(features)) {
      throw NamedColumn.other(
          name, columns.features(), features, "a vector, or an array of numbers");
    }
    Dataset<Row> numbers =
        frame.select(
            FeatureCell.column(NamedColumn.of(columns.features()), features),
            NamedColumn.number(name, frame, columns.label()),
            number(name, frame, columns.device(), 0),
            number(name, frame, columns.weight(), 1),
            columns.test().map(test -> truth(name, frame, test)).orElse(functions.lit(false)));
    boolean areVectors = FeatureCell.isVector(features);
    return numbers
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(
            rows -> List.of(new JavaSerialized<>(FrameChunk.of(rows, areVectors))).iterator())
        .collect()
        .stream()
        .map(JavaSerialized::value)
        .toList();
  }

  private static Column number(
      String name, Dataset<Row> frame, Optional<String> column, double otherwise) {
    return column
        .map(given -> NamedColumn.number(name, frame, given))
        .orElse(functions.lit(otherwise));
  }

  private static Column truth(String name, Dataset<Row> frame, String column) {
    DataType type = NamedColumn.type(name, frame, column);
    if (!type.equals(DataTypes.BooleanType)) {
      throw NamedColumn.other(name, column, type, "true and false");
    }
    return NamedColumn.of(column);
  }

  private static FrameChunk of(Iterator<InternalRow> rows, boolean areVectors) {
    FrameChunk chunk = new FrameChunk();
    while (rows.hasNext()) {
      chunk.add(rows.next(), areVectors);
    }
    chunk.train.pack();
    chunk.test.pack();
    return chunk;
  }

  private void add(InternalRow row, boolean isVector) {
    if (row.isNullAt(4)) {
      undecided++;
      return;
    }
    double given = number(row, 2);
    boolean placed = given >= 0 && given < Integer.MAX_VALUE && given == Math.rint(given);
    int device = placed ? (int) given : -1;
    devices = Math.max(devices, device + 1);
    @Nullable FeatureCell features = row.isNullAt(0) ? null : FeatureCell.of(row, 0, isVector);
    if (row.getBoolean(4)) {
      // A test sample is on no device, and counts as any other.
      test.add(features, number(row, 1), 0, 1);
    } else {
      train.add(features, number(row, 1), device, number(row, 3));
    }
  }

  /** NaN where there is none. */
  private static double number(InternalRow row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
