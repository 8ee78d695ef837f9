package org.hyperprism.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * One column of a results table.
 *
 * @param name as in the file's header
 * @param type what its cells hold
 * @param optional whether a cell may be empty, as nothing was measured
 * @param text the cell of a row in CSV
 */
public record Column<R>(String name, Type type, boolean optional, Function<R, String> text) {

  /** What the cells of a column hold. */
  public enum Type {
    TEXT,
    WHOLE,
    NUMBER
  }

  /** Significant digits of every number that is not whole. */
  private static final MathContext DIGITS = new MathContext(12);

  static <R> Column<R> text(String name, Function<R, String> value) {
    return new Column<>(name, Type.TEXT, true, value);
  }

  static <R> Column<R> whole(String name, ToLongFunction<R> value) {
    return new Column<>(name, Type.WHOLE, false, row -> Long.toString(value.applyAsLong(row)));
  }

  static <R> Column<R> number(String name, ToDoubleFunction<R> value) {
    return new Column<>(name, Type.NUMBER, false, row -> format(value.applyAsDouble(row)));
  }

  static <R> Column<R> optionalNumber(String name, Function<R, OptionalDouble> value) {
    return new Column<>(
        name,
        Type.NUMBER,
        true,
        row -> {
          OptionalDouble number = value.apply(row);
          return number.isPresent() ? format(number.getAsDouble()) : "";
        });
  }

  /** Whether a text can be a cell of this column. */
  boolean holds(String cell) {
    if (cell.isEmpty()) {
      return optional;
    }
    try {
      return switch (type) {
        case TEXT -> true;
        case WHOLE -> Long.parseLong(cell) >= 0;
        case NUMBER -> !Double.valueOf(cell).toString().isEmpty();
      };
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /** The same text under every Java version, unlike {@code Double.toString}. */
  public static String format(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
