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
 * The features of one row, read where Spark's own rows have them: no vector is made of them, whose
 * checks cost more than the features themselves. It stands for the row as long as the row does.
 *
 * @param width how many features
 * @param indices int32[values], ascending: which of the features the values are, all others being
 *     0; null if they are all
 * @param values float64[values], or float32[values], null where there is none
 * @param areDoubles whether they are float64, of which none is null
 */
record FeatureCell(int width, @Nullable ArrayData indices, ArrayData values, boolean areDoubles) {

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
    ArrayData values = vector.getArray(3);
    return isDense
        ? new FeatureCell(values.numElements(), null, values, true)
        : new FeatureCell(vector.getInt(1), vector.getArray(2), values, true);
  }

  private static FeatureCell of(ArrayData array) {
    return new FeatureCell(array.numElements(), null, array, false);
  }

  /** Whether features that are not among the values are 0. */
  boolean isSparse() {
    return indices != null;
  }

  /** How many values there are. */
  int count() {
    return values.numElements();
  }

  /** The feature that a value is. */
  int index(int value) {
    return indices == null ? value : indices.getInt(value);
  }

  /** A value as float32; NaN if there is none. */
  float value(int value) {
    if (areDoubles) {
      return (float) values.getDouble(value);
    }
    return values.isNullAt(value) ? Float.NaN : values.getFloat(value);
  }
}
