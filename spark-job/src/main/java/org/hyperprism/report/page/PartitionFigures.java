package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.HeatMap;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedTable;

/** Which labels the devices hold. */
final class PartitionFigures {

  /** Partitions that are shown; further ones are much the same. */
  private static final int MOST_SHOWN = 4;

  private final Comparison comparison;

  PartitionFigures(Comparison comparison) {
    this.comparison = comparison;
  }

  Section section() {
    Map<List<HeatMap.Row>, RecordedRun> different = new LinkedHashMap<>();
    for (RecordedRun run : comparison.runs()) {
      List<HeatMap.Row> rows = rows(run.partition());
      if (!rows.isEmpty()) {
        different.putIfAbsent(rows, run);
      }
    }
    List<Figure> figures = new ArrayList<>();
    different.forEach(
        (rows, run) -> {
          if (figures.size() < MOST_SHOWN) {
            figures.add(figure(rows, run, figures.size() + 1, different.size()));
          }
        });
    return new Section(
        "labels",
        "Labels of the devices",
        figures,
        figures.isEmpty() ? List.of("label distribution: the files do not have it") : List.of());
  }

  private Figure figure(List<HeatMap.Row> rows, RecordedRun run, int number, int of) {
    double skew =
        LabelSkew.of(run).values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    List<String> classes =
        LabelSkew.classes(run.partition()).stream()
            .map(column -> column.substring(PartitionSummary.CLASS_COLUMN.length()))
            .toList();
    String among =
        of <= MOST_SHOWN
            ? ""
            : " The runs have %s partitions; here are the first %s.".formatted(of, MOST_SHOWN);
    return new Figure(
        of == 1 ? "labels" : "labels-" + number,
        of == 1 ? "Labels of each device" : "Labels of each device: " + run.name(),
        "%s devices and %s classes; mean label skew %s %%."
            .formatted(rows.size(), classes.size(), Numbers.fixed(100 * skew, 1)),
        "Mean label skew %s %%.%s%s"
            .formatted(
                Numbers.fixed(100 * skew, 1), among, HeatMap.leftOut(rows.size(), "devices")),
        new HeatMap("class", "device", classes, rows));
  }

  private static List<HeatMap.Row> rows(RecordedTable partition) {
    List<String> classes = LabelSkew.classes(partition);
    List<HeatMap.Row> rows = new ArrayList<>();
    if (classes.isEmpty()) {
      return rows;
    }
    for (int row = 0; row < partition.size(); row++) {
      double[] counts = new double[classes.size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = partition.number(row, classes.get(i)).orElse(0);
      }
      List<Double> shares = new ArrayList<>();
      for (double share : LabelSkew.shares(counts)) {
        shares.add(share);
      }
      rows.add(new HeatMap.Row(partition.text(row, "device"), shares));
    }
    return rows;
  }
}
