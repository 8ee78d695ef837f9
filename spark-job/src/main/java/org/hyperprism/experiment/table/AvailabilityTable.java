package org.hyperprism.experiment.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.availability.Pattern;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.failure.DataException;

/**
 * Reads a CSV file with the columns {@code device,from,to}: the times at which each device is
 * there. Rounds are counted from 1 and {@code to} is the last one; seconds begin at 0 and {@code
 * to} is when it goes. An empty {@code to} is for good. Rows may stand in any order; what a line
 * may look like is {@link DeviceRows}'s.
 */
public final class AvailabilityTable {

  public static final String HEADER = "device,from,to";

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
    DeviceRows.read(text, file, HEADER, devices).forEach(row -> table.add(table.row(row)));
    return table.times();
  }

  private Row row(DeviceRows.Row row) {
    int device = row.device(0);
    double from = time(row, 1);
    double to = row.isEmpty(2) ? Double.POSITIVE_INFINITY : time(row, 2);
    boolean ends = unit == TimeUnit.ROUNDS ? to >= from : to > from;
    if (!ends) {
      throw row.wrong(
          unit == TimeUnit.ROUNDS
              ? "a last round 'to' that is not before 'from'"
              : "seconds 'to' that are above 'from'");
    }
    return new Row(row.line(), device, from, unit == TimeUnit.ROUNDS ? to + 1 : to);
  }

  private double time(DeviceRows.Row row, int column) {
    double time = unit == TimeUnit.ROUNDS ? row.whole(column) : row.decimal(column);
    if (!(time >= unit.beginning() && time < Double.POSITIVE_INFINITY)) {
      throw row.wrong(
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
}
