package org.hyperprism.availability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.failure.DataException;

/**
 * Reads a CSV file with the columns {@code device,from,to}: the times at which each device is
 * there. Rounds are counted from 1 and {@code to} is the last one; seconds begin at 0 and {@code
 * to} is when it goes. An empty {@code to} is for good. Blank lines and those that begin with
 * {@code #} are skipped; rows may stand in any order.
 */
public final class AvailabilityTable {

  public static final String HEADER = "device,from,to";

  private static final String WHOLE = "[0-9]{1,15}";
  private static final String DECIMAL = "[0-9]{1,15}(\\.[0-9]{0,15})?([eE][+-]?[0-9]{1,3})?";
  private static final int MOST_SHOWN = 60;

  /** One row, with the end of its time not included. */
  private record Row(int line, int device, double from, double to) {}

  private final String file;
  private final int devices;
  private final TimeUnit unit;
  private final List<List<Row>> rows = new ArrayList<>();

  private AvailabilityTable(String file, int devices, TimeUnit unit) {
    this.file = file;
    this.devices = devices;
    this.unit = unit;
    for (int device = 0; device < devices; device++) {
      rows.add(new ArrayList<>());
    }
  }

  /**
   * Reads a table.
   *
   * @param text of the file
   * @param file its name, for messages
   * @param devices number of devices m
   * @param unit of its times
   * @throws DataException if it is not one, or a device has no row or two for one time; the message
   *     names file and line
   */
  public static Pattern.Times read(String text, String file, int devices, TimeUnit unit) {
    AvailabilityTable table = new AvailabilityTable(file, devices, unit);
    table.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return table.times();
  }

  private void read(String text) {
    List<String> lines = text.lines().toList();
    boolean hasHeader = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (hasHeader) {
        add(row(i + 1, line));
      } else if (String.join(",", cells(line)).equals(HEADER)) {
        hasHeader = true;
      } else {
        throw wrong(i + 1, line, "the header " + HEADER);
      }
    }
    if (!hasHeader) {
      throw new DataException(
          "%s is empty; expected the line %s and then rows".formatted(file, HEADER));
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      String stripped = cell.strip();
      boolean quoted =
          stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
      cells.add(quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped);
    }
    return cells;
  }

  private Row row(int line, String text) {
    List<String> cells = cells(text);
    if (cells.size() != 3) {
      throw wrong(line, text, "three cells, " + HEADER);
    }
    if (!cells.get(0).matches(WHOLE) || Long.parseLong(cells.get(0)) >= devices) {
      throw wrong(
          line,
          text,
          "a device from 0 to %d, as the setting devices is %d".formatted(devices - 1, devices));
    }
    int device = Integer.parseInt(cells.get(0));
    double from = time(line, text, cells.get(1));
    boolean forGood = cells.get(2).isEmpty();
    double to = forGood ? Double.POSITIVE_INFINITY : time(line, text, cells.get(2));
    boolean ends = unit == TimeUnit.ROUNDS ? to >= from : to > from;
    if (!ends) {
      throw wrong(
          line,
          text,
          unit == TimeUnit.ROUNDS
              ? "a last round 'to' that is not before 'from'"
              : "seconds 'to' that are above 'from'");
    }
    return new Row(line, device, from, unit == TimeUnit.ROUNDS ? to + 1 : to);
  }

  private double time(int line, String text, String cell) {
    boolean isNumber = cell.matches(unit == TimeUnit.ROUNDS ? WHOLE : DECIMAL);
    double time = isNumber ? Double.parseDouble(cell) : Double.NaN;
    if (!(time >= unit.beginning() && time < Double.POSITIVE_INFINITY)) {
      throw wrong(
          line,
          text,
          unit == TimeUnit.ROUNDS
              ? "rounds from 1 (availability.unit is rounds), or nothing after the last comma for a device that stays"
              : "seconds from 0 (availability.unit is seconds), or nothing after the last comma for a device that stays");
    }
    return time;
  }

  private void add(Row row) {
    rows.get(row.device).add(row);
  }

  private Pattern.Times times() {
    double[][] from = new double[devices][];
    double[][] to = new double[devices][];
    for (int device = 0; device < devices; device++) {
      List<Row> own = rows.get(device);
      if (own.isEmpty()) {
        throw new DataException(
            "%s has no row of device %d; expected at least one for each of the %d devices, 0 to %d: a device that is never there has a time after the last round"
                .formatted(file, device, devices, devices - 1));
      }
      own.sort(Comparator.comparingDouble(Row::from).thenComparingInt(Row::line));
      for (int i = 1; i < own.size(); i++) {
        if (own.get(i).from < own.get(i - 1).to) {
          throw new DataException(
              "%s:%d has device %d at a time that line %d has already; expected times of a device that do not overlap"
                  .formatted(file, own.get(i).line, device, own.get(i - 1).line));
        }
      }
      from[device] = own.stream().mapToDouble(Row::from).toArray();
      to[device] = own.stream().mapToDouble(Row::to).toArray();
    }
    return new Pattern.Times(from, to);
  }

  private DataException wrong(int line, String text, String expected) {
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    return new DataException("%s:%d is '%s'; expected %s".formatted(file, line, shown, expected));
  }
}
