package org.hyperprism.trace.table;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.hyperprism.failure.DataException;

/**
 * Reads a CSV file: the columns' names in the first line, then one row a line. Cells may stand in
 * quotes, with commas in them then, and between blanks; blank lines are skipped. Every line is
 * parsed on its own, so that a quote that is not closed ends with its line and has the line's
 * number.
 */
final class CsvRows {

  private static final int MOST_COLUMNS = 10_000;

  private final CsvParser parser = parser();
  private final TracePart part;
  private final List<TraceRow> rows = new ArrayList<>();

  private CsvRows(TracePart part) {
    this.part = part;
  }

  /**
   * All rows of a file, in its order.
   *
   * @throws DataException if it is not a trace
   */
  static List<TraceRow> read(FileSystem files, TracePart part) throws IOException {
    CsvRows reader = new CsvRows(part);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open(part.file().getPath()), StandardCharsets.UTF_8))) {
      reader.read(lines);
    }
    return reader.rows;
  }

  private void read(BufferedReader lines) throws IOException {
    String header = lines.readLine();
    if (header == null || header.isBlank()) {
      throw new DataException(
          part.name()
              + " is empty or begins with an empty line; expected the line round,src,dst and then"
              + " rows");
    }
    // Some programs mark the text as UTF-8 with an invisible first letter.
    List<String> names = cells(header.startsWith("\uFEFF") ? header.substring(1) : header, 1);
    Set<TraceColumn> columns = TraceColumns.of(names, part.round().isPresent(), part.name());
    List<Optional<TraceColumn>> meanings = names.stream().map(TraceColumn::named).toList();
    TraceCells row = new TraceCells();
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = cells(line, number);
      if (cells.size() != names.size()) {
        throw new DataException(
            "%s has %d cells; expected %d, as its first line has"
                .formatted(TraceRow.place(part.name(), number), cells.size(), names.size()));
      }
      row.clear();
      for (int i = 0; i < cells.size(); i++) {
        if (meanings.get(i).isPresent() && !cells.get(i).isEmpty()) {
          TraceColumn column = meanings.get(i).get();
          row.set(column, number(cells.get(i), column, number));
        }
      }
      part.round().ifPresent(round -> row.set(TraceColumn.ROUND, round));
      rows.add(TraceRow.of(row, columns, part.name(), number));
    }
  }

  private double number(String cell, TraceColumn column, long number) {
    char last = cell.charAt(cell.length() - 1);
    // Java's own notations such as 1f and 0x1p3 are no numbers in a CSV file.
    boolean plain = Character.isDigit(last) || last == '.' || cell.equals("NaN");
    if (plain && cell.indexOf('x') < 0 && cell.indexOf('X') < 0) {
      try {
        return Double.parseDouble(cell);
      } catch (NumberFormatException notANumber) {
        // Said below.
      }
    }
    throw new DataException(
        "%s: %s is '%s'; expected a number"
            .formatted(TraceRow.place(part.name(), number), column.columnName(), cell));
  }

  private List<String> cells(String line, long number) {
    try {
      return Arrays.stream(parser.parseLine(line)).map(CsvRows::bare).toList();
    } catch (TextParsingException e) {
      throw new DataException(
          "%s has more than %d cells; expected those of a trace"
              .formatted(TraceRow.place(part.name(), number), MOST_COLUMNS),
          e);
    }
  }

  private static CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setCommentProcessingEnabled(false);
    // It takes control characters for blanks, a zero byte within a number too.
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.setNullValue("");
    // A quote that is not closed, or closed too early, stays in its cell, which then is no number.
    settings.setKeepQuotes(true);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    return new CsvParser(settings);
  }

  private static String bare(String cell) {
    String stripped = cell.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
  }
}
