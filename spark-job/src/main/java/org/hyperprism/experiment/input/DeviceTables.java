package org.hyperprism.experiment.input;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.hyperprism.experiment.configuration.AvailabilityConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TextFile;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.simulation.Amount;

/** The tables of devices and links that settings name: speeds, rates, times, batteries. */
final class DeviceTables {

  private DeviceTables() {}

  /** CRC-32 of their texts, eight hexadecimal digits; empty if there are none. */
  static String checksum(ExperimentConfiguration configuration) {
    Map<String, String> paths = new LinkedHashMap<>();
    if (configuration.time().enabled()) {
      add(paths, "time.speed", configuration.time().speed());
      add(paths, "time.rate", configuration.time().rate());
    }
    AvailabilityConfiguration availability = configuration.availability();
    availability.path().ifPresent(path -> paths.put("availability.path", path));
    add(paths, "availability.join", availability.join());
    add(paths, "availability.leave", availability.leave());
    add(paths, "availability.battery.joules", availability.battery().joules());
    CRC32 checksum = new CRC32();
    for (Map.Entry<String, String> table : paths.entrySet()) {
      String text =
          TextFile.read(
              table.getValue(),
              (reason, cause) ->
                  new ConfigurationException(
                      "%s %s: %s; expected a CSV file"
                          .formatted(table.getKey(), table.getValue(), reason),
                      cause));
      checksum.update((table.getKey() + "\n" + text).getBytes(StandardCharsets.UTF_8));
    }
    return paths.isEmpty() ? "" : RunIdentity.hexadecimal(checksum.getValue());
  }

  private static void add(Map<String, String> paths, String setting, Amount amount) {
    if (amount instanceof Amount.Table table) {
      paths.put(setting, table.path());
    }
  }
}
