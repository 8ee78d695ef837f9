package org.hyperprism.experiment;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.results.ResultTables;
import org.jspecify.annotations.Nullable;

/**
 * What the driver is sent of an experiment that was a Spark task: metrics and checksums, no model.
 *
 * @param index place of the experiment in its batch
 * @param classCounts samples of each class on every device, int[devices][classes]; null if the data
 *     could not be divided
 * @param rounds rows of {@code metrics.csv}
 * @param devices rows of {@code devices.csv}
 * @param exponents rows of {@code exponents.csv}
 * @param classes rows of {@code classes.csv}
 * @param checksums CRC-32 of the final parameters of each method, in their order
 * @param failure why it failed; null if the experiment is done
 */
record TaskOutcome(
    int index,
    int @Nullable [][] classCounts,
    List<String> rounds,
    List<String> devices,
    List<String> exponents,
    List<String> classes,
    LinkedHashMap<String, String> checksums,
    @Nullable ExperimentFailure failure)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static TaskOutcome of(
      int index,
      @Nullable PartitionSummary partition,
      ResultTables tables,
      LinkedHashMap<String, String> checksums,
      @Nullable ExperimentFailure failure) {
    return new TaskOutcome(
        index,
        partition == null ? null : partition.counts(),
        new ArrayList<>(tables.metrics().lines()),
        new ArrayList<>(tables.devices().lines()),
        new ArrayList<>(tables.exponents().lines()),
        new ArrayList<>(tables.classes().lines()),
        checksums,
        failure);
  }

  /**
   * The tables as they were in the task.
   *
   * @param numberOfClasses of the data set
   */
  ResultTables tables(int numberOfClasses) {
    ResultTables tables = new ResultTables(numberOfClasses);
    tables.metrics().addLines(rounds);
    tables.devices().addLines(devices);
    tables.exponents().addLines(exponents);
    tables.classes().addLines(classes);
    return tables;
  }
}
