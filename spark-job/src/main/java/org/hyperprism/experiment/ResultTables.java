package org.hyperprism.experiment;

import java.util.Map;
import org.hyperprism.algorithm.MethodName;

/**
 * The tables of a run, one file each: rounds, devices after the last round and, where exponents are
 * learned, each device's exponents.
 */
final class ResultTables {

  private final Table<RoundMetrics> metrics = new Table<>(RoundMetrics.COLUMNS);
  private final Table<DeviceMetrics> devices = new Table<>(DeviceMetrics.COLUMNS);
  private final Table<DeviceExponent> exponents = new Table<>(DeviceExponent.COLUMNS);

  Table<RoundMetrics> metrics() {
    return metrics;
  }

  Table<DeviceMetrics> devices() {
    return devices;
  }

  /** Empty unless a method learns its exponents. */
  Table<DeviceExponent> exponents() {
    return exponents;
  }

  /** Writes what is known of the rounds so far. */
  void writeRounds(RunDirectory directory) {
    directory.write(RunDirectory.METRICS, metrics.csv());
    if (!exponents.isEmpty()) {
      directory.write(RunDirectory.EXPONENTS, exponents.csv());
    }
  }

  /** Writes everything, also as Parquet. */
  void writeAll(RunDirectory directory) {
    writeRounds(directory);
    directory.write(RunDirectory.DEVICES, devices.csv());
    metrics.writeParquet(directory, RunDirectory.METRICS);
    devices.writeParquet(directory, RunDirectory.DEVICES);
    if (!exponents.isEmpty()) {
      exponents.writeParquet(directory, RunDirectory.EXPONENTS);
    }
  }

  /**
   * Takes up the rows of an interrupted run up to each method's checkpoint; the rounds after it are
   * run again.
   *
   * @param latest the round of each method's checkpoint; methods without one begin anew
   */
  void takeUp(RunDirectory directory, Map<MethodName, Integer> latest) {
    takeUp(directory, metrics, RunDirectory.METRICS, latest);
    takeUp(directory, exponents, RunDirectory.EXPONENTS, latest);
  }

  private static void takeUp(
      RunDirectory directory, Table<?> table, String name, Map<MethodName, Integer> latest) {
    int method = table.column(RoundMetrics.METHOD);
    int round = table.column(RoundMetrics.ROUND);
    directory
        .read(name)
        .ifPresent(
            csv ->
                table.addCsv(
                    csv,
                    directory.uri(name),
                    row -> isDone(latest, row.get(method), row.get(round))));
  }

  private static boolean isDone(Map<MethodName, Integer> latest, String method, String round) {
    return latest.entrySet().stream()
        .anyMatch(
            checkpoint ->
                checkpoint.getKey().key().equals(method)
                    && Integer.parseInt(round) <= checkpoint.getValue());
  }
}
