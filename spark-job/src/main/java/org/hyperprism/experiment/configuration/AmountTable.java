package org.hyperprism.experiment.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;

/**
 * A CSV file with a positive number for each device or link: a header, and rows of whole numbers
 * with the number last.
 */
public final class AmountTable {

  private static final String DEVICES = "device,value";
  private static final String LINKS = "source,destination,value";

  private final String path;
  private final List<String> lines;

  private AmountTable(String path, List<String> lines) {
    this.path = path;
    this.lines = lines;
  }

  /**
   * @param setting that names the file, for messages
   * @throws ConfigurationException if there is none, or it cannot be read
   */
  public static AmountTable read(String setting, String path) {
    String text =
        TextFile.read(
            path,
            (reason, cause) ->
                new ConfigurationException(
                    "%s %s: %s; expected a CSV file with the columns %s"
                        .formatted(
                            setting, path, reason, setting.equals("time.rate") ? LINKS : DEVICES),
                    cause));
    return new AmountTable(path, text.lines().toList());
  }

  /**
   * The numbers of all devices.
   *
   * @throws DataException if a row is not sound, or a device has none or two
   */
  public double[] ofDevices(int devices) {
    double[] values = new double[devices];
    for (Row row : rows(DEVICES, devices)) {
      int device = row.devices[0];
      if (values[device] != 0) {
        throw new DataException(
            "%s:%d has device %d again; expected each device once"
                .formatted(path, row.line, device));
      }
      values[device] = row.value;
    }
    int missing = Arrays.stream(values).boxed().toList().indexOf(0.0);
    if (missing >= 0) {
      throw new DataException(
          "%s has no row of device %d; expected one for each of the %d devices, 0 to %d"
              .formatted(path, missing, devices, devices - 1));
    }
    return values;
  }

  /**
   * The numbers of links, by {@code source * devices + destination}.
   *
   * @throws DataException if a row is not sound, or a link has two
   */
  public Map<Long, Double> ofLinks(int devices) {
    Map<Long, Double> values = new HashMap<>();
    for (Row row : rows(LINKS, devices)) {
      long link = (long) row.devices[0] * devices + row.devices[1];
      if (row.devices[0] == row.devices[1] || values.put(link, row.value) != null) {
        throw new DataException(
            "%s:%d has the link from device %d to %d; expected two devices, and each link once"
                .formatted(path, row.line, row.devices[0], row.devices[1]));
      }
    }
    return values;
  }

  private record Row(int line, int[] devices, double value) {}

  private List<Row> rows(String header, int devices) {
    if (lines.isEmpty() || !lines.get(0).strip().equals(header)) {
      throw new DataException(
          "%s:1 is '%s', expected the header %s"
              .formatted(path, lines.isEmpty() ? "" : lines.get(0), header));
    }
    List<Row> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      String text = lines.get(line);
      int number = line + 1;
      if (!text.isBlank()) {
        rows.add(
            row(number, text, header, devices)
                .orElseThrow(
                    () ->
                        new DataException(
                            "%s:%d is '%s', expected %s with devices from 0 to %d and a number > 0"
                                .formatted(path, number, text, header, devices - 1))));
      }
    }
    return rows;
  }

  private static Optional<Row> row(int line, String text, String header, int devices) {
    String[] cells = text.split(",", -1);
    int ids = header.split(",").length - 1;
    if (cells.length != ids + 1) {
      return Optional.empty();
    }
    try {
      int[] of = new int[ids];
      for (int i = 0; i < ids; i++) {
        of[i] = Integer.parseInt(cells[i].strip());
        if (of[i] < 0 || of[i] >= devices) {
          return Optional.empty();
        }
      }
      double value = Double.parseDouble(cells[ids].strip());
      return value > 0 && Double.isFinite(value)
          ? Optional.of(new Row(line, of, value))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
