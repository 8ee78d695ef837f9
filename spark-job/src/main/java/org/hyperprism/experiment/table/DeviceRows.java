package org.hyperprism.experiment.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.hyperprism.failure.DataException;

/**
 * Reads a CSV file about devices or links: a line of names, then rows that begin with devices.
 * Blank lines and those that begin with {@code #} are skipped, as is a byte-order mark; cells may
 * stand in quotes and between blanks.
 */
final class DeviceRows {

  /** Decimal numbers alone: {@code 1f}, {@code 0x1p3} and {@code NaN} are Java's notations. */
  private static final Pattern DECIMAL =
      Pattern.compile("\\+?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");

  /** Of a line in a message; a file that is none may be one line. */
  private static final int MOST_SHOWN = 60;

  private final String file;
  private final List<String> names;
  private final int devices;

  private DeviceRows(String file, String header, int devices) {
    this.file = file;
    this.names = List.of(header.split(","));
    this.devices = devices;
  }

  /**
   * The rows of a table, in its order.
   *
   * @param text of the file
   * @param file its name, for messages
   * @param header the columns' names, between commas
   * @param devices number of devices m
   * @throws DataException if its first line is not the header, or a row has not as many cells
   */
  static List<Row> read(String text, String file, String header, int devices) {
    return new DeviceRows(file, header, devices)
        .rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    boolean hasHeader = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Row row = new Row(i + 1, line);
      if (hasHeader) {
        rows.add(row.checked());
      } else if (row.cells.equals(names)) {
        hasHeader = true;
      } else {
        throw row.wrong("the header " + header());
      }
    }
    if (!hasHeader) {
      throw new DataException(
          "%s is empty; expected the line %s and then rows".formatted(file, header()));
    }
    return rows;
  }

  private String header() {
    return String.join(",", names);
  }

  private static String bare(String cell) {
    String stripped = cell.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
  }

  /** A row, whose cells are read by their column, from 0. */
  final class Row {

    private final int line;
    private final String text;
    private final List<String> cells;

    private Row(int line, String text) {
      this.line = line;
      this.text = text;
      this.cells = Arrays.stream(text.split(",", -1)).map(DeviceRows::bare).toList();
    }

    private Row checked() {
      if (cells.size() != names.size()) {
        throw wrong("%d cells, %s".formatted(names.size(), header()));
      }
      return this;
    }

    /** Its line in the file, from 1. */
    int line() {
      return line;
    }

    boolean isEmpty(int column) {
      return cells.get(column).isEmpty();
    }

    /**
     * The device of a column.
     *
     * @throws DataException if there is no device of the number
     */
    int device(int column) {
      String cell = cells.get(column);
      if (!WHOLE.matcher(cell).matches() || Long.parseLong(cell) >= devices) {
        throw wrong(
            "a device from 0 to %d, as the setting devices is %d".formatted(devices - 1, devices));
      }
      return Integer.parseInt(cell);
    }

    /** The whole number of a column, from 0 to 10^15; NaN if it is none. */
    double whole(int column) {
      return number(column, WHOLE);
    }

    /** The number of a column, from 0 on; NaN if it is none, infinite if it is too large. */
    double decimal(int column) {
      return number(column, DECIMAL);
    }

    private double number(int column, Pattern form) {
      String cell = cells.get(column);
      return form.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    }

    /** Says where the row stands, what it is, and what was expected. */
    DataException wrong(String expected) {
      String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
      return new DataException("%s:%d is '%s'; expected %s".formatted(file, line, shown, expected));
    }
  }
}
