package org.hyperprism.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One column of a results table.
 *
 * @param name as in the file's header
 * @param type Spark's type of the column in Parquet
 * @param text the cell of a row in CSV; empty where nothing was measured
 */
record Column<R>(String name, DataType type, Function<R, String> text) {

  /** Significant digits of every number that is not whole. */
  private static final MathContext DIGITS = new MathContext(12);

  static <R> Column<R> text(String name, Function<R, String> value) {
    return new Column<>(name, DataTypes.StringType, value);
  }

  static <R> Column<R> whole(String name, ToLongFunction<R> value) {
    return new Column<>(name, DataTypes.LongType, row -> Long.toString(value.applyAsLong(row)));
  }

  static <R> Column<R> number(String name, ToDoubleFunction<R> value) {
    return new Column<>(name, DataTypes.DoubleType, row -> format(value.applyAsDouble(row)));
  }

  static <R> Column<R> optionalNumber(String name, Function<R, OptionalDouble> value) {
    return new Column<>(
        name,
        DataTypes.DoubleType,
        row -> {
          OptionalDouble number = value.apply(row);
          return number.isPresent() ? format(number.getAsDouble()) : "";
        });
  }

  /** The same text under every Java version, unlike {@code Double.toString}. */
  static String format(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
