package org.hyperprism.trace.table;

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
 * quotes and between blanks; blank lines are skipped.
 */
final class CsvRows {

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
    List<String> names = cells(header.startsWith("\uFEFF") ? header.substring(1) : header);
    Set<TraceColumn> columns = TraceColumns.of(names, part.round().isPresent(), part.name());
    List<Optional<TraceColumn>> meanings = names.stream().map(TraceColumn::named).toList();
    TraceCells row = new TraceCells();
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = cells(line);
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

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(CsvRows::bare).toList();
  }

  private static String bare(String cell) {
    String stripped = cell.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
  }
}
