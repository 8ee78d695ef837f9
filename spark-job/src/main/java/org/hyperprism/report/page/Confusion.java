package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.results.ClassMetrics;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedTable;

/**
 * The confusion matrix of a series after the last round, of all its devices and seeds together.
 *
 * @param classes names of the classes
 * @param counts float64[classes][classes]: samples of a class for which a class was ranked first
 */
record Confusion(List<String> classes, double[][] counts) {

  /** That of the runs that record one of the classes that the first of them has. */
  static Optional<Confusion> of(Series series) {
    List<String> classes = List.of();
    double[][] counts = new double[0][0];
    for (RecordedRun run : series.runs()) {
      RecordedTable table = run.classes();
      List<Integer> rows = RecordedRun.rowsOf(table, series.method());
      List<String> names = rows.stream().map(row -> table.text(row, ClassMetrics.CLASS)).toList();
      if (classes.isEmpty()) {
        classes = names;
        counts = new double[names.size()][names.size()];
      }
      if (names.equals(classes)) {
        add(table, rows, names, counts);
      }
    }
    return classes.isEmpty() ? Optional.empty() : Optional.of(new Confusion(classes, counts));
  }

  private static void add(
      RecordedTable table, List<Integer> rows, List<String> names, double[][] counts) {
    for (int label = 0; label < names.size(); label++) {
      for (int other = 0; other < names.size(); other++) {
        String column = ClassMetrics.PREDICTED + names.get(other);
        counts[label][other] += table.number(rows.get(label), column).orElse(0);
      }
    }
  }

  /** For each class the shares of what its samples were taken for. */
  List<List<Double>> shares() {
    List<List<Double>> shares = new ArrayList<>();
    for (double[] row : counts) {
      double sum = Arrays.stream(row).sum();
      shares.add(Arrays.stream(row).mapToObj(count -> sum > 0 ? count / sum : 0).toList());
    }
    return shares;
  }

  /** Share of the class's samples that were known; empty if there were none. */
  OptionalDouble recall(int label) {
    return share(counts[label][label], Arrays.stream(counts[label]).sum());
  }

  /** Of what was taken for the class, the share that was it; empty if nothing was. */
  OptionalDouble precision(int label) {
    return share(counts[label][label], Arrays.stream(counts).mapToDouble(row -> row[label]).sum());
  }

  private static OptionalDouble share(double part, double whole) {
    return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
  }
}
