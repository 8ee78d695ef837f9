package org.hyperprism.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * Validators that refuse with the legal values, where Spark's say no more than that it is wrong,
 * and the same of columns.
 */
final class Legal {

  private Legal() {}

  /** Whether a value is legal. */
  @FunctionalInterface
  interface Test<T> extends Serializable {
    boolean of(T value);
  }

  /**
   * A validator.
   *
   * @param stage identifier of the stage
   * @param param name of the param
   * @param expected the legal values in words
   */
  static <T> Function1<T, Object> values(
      String stage, String param, String expected, Test<T> isLegal) {
    return (Function1<T, Object> & Serializable)
        value -> {
          if (!isLegal.of(value)) {
            throw new IllegalArgumentException(
                "%s: param %s is %s, expected %s".formatted(stage, param, value, expected));
          }
          return true;
        };
  }

  /**
   * Checks the column that a param names.
   *
   * @param name value of the param
   * @param isNumber whether it has to hold numbers, and not true and false
   * @throws IllegalArgumentException if it is not there or has another type
   */
  static void checkColumn(StructType schema, Param<String> param, String name, boolean isNumber) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "%s: param %s is %s, expected a column, one of %s"
              .formatted(param.parent(), param.name(), name, String.join(", ", names)));
    }
    DataType type = schema.apply(name).dataType();
    if (isNumber ? !(type instanceof NumericType) : !(type instanceof BooleanType)) {
      throw new IllegalArgumentException(
          "%s: param %s is %s, a column of type %s, expected one of %s"
              .formatted(
                  param.parent(),
                  param.name(),
                  name,
                  type.simpleString(),
                  isNumber ? "numbers" : "true and false"));
    }
  }
}
