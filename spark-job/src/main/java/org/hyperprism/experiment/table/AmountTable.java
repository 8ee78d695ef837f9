package org.hyperprism.experiment.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.experiment.configuration.TextFile;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;

/**
 * A CSV file with a positive number for each device or link, the number in the last column; what a
 * line may look like is {@link DeviceRows}'s.
 */
public final class AmountTable {

  private static final String DEVICES = "device,value";
  private static final String LINKS = "source,destination,value";

  private final String path;
  private final String text;

  private AmountTable(String path, String text) {
    this.path = path;
    this.text = text;
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
    return new AmountTable(path, text);
  }

  /**
   * The numbers of all devices.
   *
   * @throws DataException if a row is not sound, or a device has none or two
   */
  public double[] ofDevices(int devices) {
    double[] values = new double[devices];
    for (DeviceRows.Row row : DeviceRows.read(text, path, DEVICES, devices)) {
      int device = row.device(0);
      if (values[device] != 0) {
        throw new DataException(
            "%s:%d has device %d again; expected each device once"
                .formatted(path, row.line(), device));
      }
      values[device] = value(row, 1);
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
    List<DeviceRows.Row> rows = DeviceRows.read(text, path, LINKS, devices);
    for (DeviceRows.Row row : rows) {
      int source = row.device(0);
      int destination = row.device(1);
      double value = value(row, 2);
      if (source == destination
          || values.put((long) source * devices + destination, value) != null) {
        throw new DataException(
            "%s:%d has the link from device %d to %d; expected two devices, and each link once"
                .formatted(path, row.line(), source, destination));
      }
    }
    return values;
  }

  private static double value(DeviceRows.Row row, int column) {
    double value = row.decimal(column);
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw row.wrong("a number > 0 in the last column");
    }
    return value;
  }
}
