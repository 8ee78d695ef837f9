package org.hyperprism.trace.table;

import java.util.Arrays;

/** The numbers of one row as they stand in the file, unchecked; used again for the next row. */
final class TraceCells {

  private final double[] numbers = new double[TraceColumn.values().length];
  private final boolean[] given = new boolean[numbers.length];

  void clear() {
    Arrays.fill(given, false);
  }

  void set(TraceColumn column, double number) {
    numbers[place(column)] = number;
    given[place(column)] = true;
  }

  /** Whether the row has a number in the column, be it NaN. */
  boolean has(TraceColumn column) {
    return given[place(column)];
  }

  double get(TraceColumn column) {
    return numbers[place(column)];
  }

  @SuppressWarnings("EnumOrdinal") // arrays hold millions of rows' numbers without boxes
  private static int place(TraceColumn column) {
    return column.ordinal();
  }
}
