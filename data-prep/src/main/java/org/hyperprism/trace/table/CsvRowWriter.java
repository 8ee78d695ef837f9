package org.hyperprism.trace.table;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import org.hyperprism.trace.TraceLink;

/** Writes links as lines of a CSV file. */
final class CsvRowWriter {

  private final Writer out;
  private final Set<TraceColumn> columns;

  /** Begins the file with the columns' names. */
  CsvRowWriter(Writer out, Set<TraceColumn> columns) throws IOException {
    this.out = out;
    this.columns = columns;
    out.write(String.join(",", TraceColumns.names(columns)) + "\n");
  }

  void write(TraceLink link) throws IOException {
    String separator = "";
    for (TraceColumn column : columns) {
      double value = TraceColumns.value(link, column);
      out.write(separator);
      out.write(column.isWhole() ? Integer.toString((int) value) : text((float) value));
      separator = ",";
    }
    out.write('\n');
  }

  /** Says that a round has no links, which the lack of rows alone would not. */
  void writeEmptyRound(int round) throws IOException {
    out.write(round + ",".repeat(columns.size() - 1) + "\n");
  }

  /**
   * The shortest decimal number that is nearest to this float32 and to no other; the same under
   * every Java version, unlike {@code Float.toString}.
   */
  static String text(float value) {
    if (value == (int) value) {
      return Integer.toString((int) value); // also of a negative zero
    }
    BigDecimal exact = new BigDecimal(value);
    // Six digits survive the way there and back, nine name every float32.
    for (int digits = 6; digits < 9; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.floatValue() == value) {
        return rounded.stripTrailingZeros().toPlainString();
      }
    }
    return exact.round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
