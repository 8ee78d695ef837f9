package org.hyperprism.dataset.table;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.NearestName;

/** A column of a DataFrame by its whole name: dots and back quotes in it are no syntax. */
public final class NamedColumn {

  private NamedColumn() {}

  /** The column. */
  public static Column of(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /**
   * A column of numbers, as float64.
   *
   * @param frame what messages call the DataFrame
   * @throws DataException if there is no such column, or it holds something else: a cast would make
   *     null of text
   */
  public static Column number(String frame, Dataset<Row> rows, String name) {
    DataType type = type(frame, rows, name);
    if (!(type instanceof NumericType)) {
      throw other(frame, name, type, "a number");
    }
    return of(name).cast("double");
  }

  /** What a column holds, which must be there. */
  static DataType type(String frame, Dataset<Row> rows, String name) {
    List<String> names = List.of(rows.columns());
    if (!names.contains(name)) {
      throw new DataException(
          "%s has no column %s; it has %s%s"
              .formatted(frame, name, String.join(", ", names), NearestName.hint(name, names)));
    }
    return rows.schema().apply(name).dataType();
  }

  static DataException other(String frame, String name, DataType type, String expected) {
    return new DataException(
        "%s: the column %s has the type %s; expected %s"
            .formatted(frame, name, type.simpleString(), expected));
  }
}
