package org.hyperprism.dataset.table;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;

/**
 * The features of one row as Spark's own rows have them: no vector is made of them, whose checks
 * cost more than the features themselves.
 *
 * @param width how many features
 * @param indices int32[values], ascending: which of the features the values are, all others being
 *     0; null if they are all
 * @param values float64[values]; NaN where there is none
 */
record FeatureCell(int width, int @Nullable [] indices, double[] values) {

  /** A vector's fields: whether it is dense, its size if not, indices if not, and values. */
  private static final int VECTOR_FIELDS = 4;

  /** Whether a column can hold features: a vector, or an array of numbers. */
  static boolean fits(DataType type) {
    return isVector(type) || isArray(type);
  }

  /** Whether it is a vector of Spark ML. */
  static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  private static boolean isArray(DataType type) {
    return type instanceof ArrayType array && array.elementType() instanceof NumericType;
  }

  /** The column as {@link #of} reads it: numbers of an array are rounded to float32 here. */
  static Column column(Column column, DataType type) {
    return isVector(type) ? column : column.cast(DataTypes.createArrayType(DataTypes.FloatType));
  }

  /**
   * Reads a cell.
   *
   * @param ordinal its column, which is one of {@link #column} and not null
   * @param isVector whether it holds a vector, else an array of float32
   */
  static FeatureCell of(InternalRow row, int ordinal, boolean isVector) {
    return isVector ? ofVector(row.getStruct(ordinal, VECTOR_FIELDS)) : of(row.getArray(ordinal));
  }

  private static FeatureCell ofVector(InternalRow vector) {
    boolean isDense = vector.getByte(0) == 1;
    double[] values = vector.getArray(3).toDoubleArray();
    return isDense
        ? new FeatureCell(values.length, null, values)
        : new FeatureCell(vector.getInt(1), vector.getArray(2).toIntArray(), values);
  }

  private static FeatureCell of(ArrayData array) {
    double[] values = new double[array.numElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.isNullAt(i) ? Double.NaN : array.getFloat(i);
    }
    return new FeatureCell(values.length, null, values);
  }
}
