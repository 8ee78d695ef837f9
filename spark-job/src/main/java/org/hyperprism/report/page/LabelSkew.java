package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedTable;

/** How unlike the labels of a device are to those of all devices together. */
final class LabelSkew {

  private LabelSkew() {}

  /** The columns of a partition's table that count samples of a class. */
  static List<String> classes(RecordedTable partition) {
    return partition.columns().stream()
        .filter(column -> column.startsWith(PartitionSummary.CLASS_COLUMN))
        .toList();
  }

  /**
   * The total variation distance of each device's labels from those of all, in [0, 1], by device:
   * half the sum over classes of the differences of shares.
   */
  static Map<String, Double> of(RecordedRun run) {
    RecordedTable partition = run.partition();
    List<String> classes = classes(partition);
    List<double[]> counts = new ArrayList<>();
    double[] all = new double[classes.size()];
    for (int row = 0; row < partition.size(); row++) {
      double[] count = new double[classes.size()];
      for (int i = 0; i < count.length; i++) {
        count[i] = partition.number(row, classes.get(i)).orElse(0);
        all[i] += count[i];
      }
      counts.add(count);
    }
    double[] common = shares(all);
    Map<String, Double> skews = new LinkedHashMap<>();
    for (int row = 0; row < counts.size(); row++) {
      double[] own = shares(counts.get(row));
      double distance = 0;
      for (int i = 0; i < own.length; i++) {
        distance += Math.abs(own[i] - common[i]) / 2;
      }
      skews.put(partition.text(row, "device"), distance);
    }
    return skews;
  }

  /** Counts as shares of their sum; all 0 if they are. */
  static double[] shares(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = sum > 0 ? counts[i] / sum : 0;
    }
    return shares;
  }
}
