package org.hyperprism.results;

import java.util.Map;

/**
 * The tables of a run, one file each: rounds, devices and classes after the last round and, where
 * exponents are learned, each device's exponents.
 */
public final class ResultTables {

  private final ResultTable<RoundMetrics> metrics = new ResultTable<>(RoundMetrics.COLUMNS);
  private final ResultTable<DeviceMetrics> devices = new ResultTable<>(DeviceMetrics.COLUMNS);
  private final ResultTable<DeviceExponent> exponents = new ResultTable<>(DeviceExponent.COLUMNS);
  private final ResultTable<ClassMetrics> classes;

  /**
   * Tables without rows.
   *
   * @param classes number of classes of the data set
   */
  public ResultTables(int classes) {
    this.classes = new ResultTable<>(ClassMetrics.columns(classes));
  }

  public ResultTable<RoundMetrics> metrics() {
    return metrics;
  }

  public ResultTable<DeviceMetrics> devices() {
    return devices;
  }

  public ResultTable<ClassMetrics> classes() {
    return classes;
  }

  /** Empty unless a method learns its exponents. */
  public ResultTable<DeviceExponent> exponents() {
    return exponents;
  }

  /** Writes what is known of the rounds so far. */
  public void writeRounds(RunDirectory directory) {
    directory.write(RunDirectory.METRICS, metrics.csv());
    if (!exponents.isEmpty()) {
      directory.write(RunDirectory.EXPONENTS, exponents.csv());
    }
  }

  /** Writes everything; rounds, devices and exponents also as Parquet. */
  public void writeAll(RunDirectory directory) {
    writeRounds(directory);
    directory.write(RunDirectory.DEVICES, devices.csv());
    directory.write(RunDirectory.CLASSES, classes.csv());
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
  public void takeUp(RunDirectory directory, Map<String, Integer> latest) {
    takeUp(directory, metrics, RunDirectory.METRICS, latest);
    takeUp(directory, exponents, RunDirectory.EXPONENTS, latest);
  }

  private static void takeUp(
      RunDirectory directory, ResultTable<?> table, String name, Map<String, Integer> latest) {
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

  private static boolean isDone(Map<String, Integer> latest, String method, String round) {
    long number = Long.parseLong(round);
    return number >= 1
        && latest.entrySet().stream()
            .anyMatch(
                checkpoint ->
                    checkpoint.getKey().equals(method) && number <= checkpoint.getValue());
  }
}
