package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.HeatMap;
import org.hyperprism.report.figure.NumberTable;
import org.hyperprism.report.figure.Numbers;

/** Which classes are known, and what others are taken for. */
final class ClassFigures {

  /** Matrices that are shown; the table of classes has all series. */
  private static final int MOST_SHOWN = 4;

  private final Map<Series, Confusion> confusions = new LinkedHashMap<>();

  ClassFigures(Drawn drawn) {
    for (Series series : drawn.styles().keySet()) {
      Confusion.of(series).ifPresent(confusion -> confusions.put(series, confusion));
    }
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    confusions.forEach(
        (series, confusion) -> {
          if (figures.size() < MOST_SHOWN) {
            figures.add(figure(series, confusion, figures.size() + 1));
          }
        });
    return new Section(
        "classes",
        "Classes",
        figures,
        figures.isEmpty()
            ? List.of("confusion matrix: it is recorded when all methods of a run are done")
            : List.of());
  }

  private Figure figure(Series series, Confusion confusion, int number) {
    List<HeatMap.Row> rows = new ArrayList<>();
    int worst = 0;
    for (int label = 0; label < confusion.classes().size(); label++) {
      rows.add(new HeatMap.Row(confusion.classes().get(label), confusion.shares().get(label)));
      if (confusion.recall(label).orElse(1) < confusion.recall(worst).orElse(1)) {
        worst = label;
      }
    }
    String least =
        "Least known: class %s, %s %% of whose samples are known."
            .formatted(confusion.classes().get(worst), percent(confusion.recall(worst)));
    return new Figure(
        confusions.size() == 1 ? "confusion" : "confusion-" + number,
        confusions.size() == 1 ? "Confusion matrix" : "Confusion matrix: " + series.name(),
        least,
        least
            + " After the last round, all devices together."
            + HeatMap.leftOut(rows.size(), "classes")
            + among(),
        new HeatMap("predicted class", "class", confusion.classes(), rows));
  }

  private String among() {
    return confusions.size() <= MOST_SHOWN
        ? ""
        : " There are %s series; here are the first %s, and the table of classes has all."
            .formatted(confusions.size(), MOST_SHOWN);
  }

  /** A row for each class of each series; no rows if none is recorded. */
  NumberTable table() {
    List<List<String>> rows = new ArrayList<>();
    confusions.forEach(
        (series, confusion) -> {
          for (int label = 0; label < confusion.classes().size(); label++) {
            rows.add(
                List.of(
                    series.name(),
                    confusion.classes().get(label),
                    percent(confusion.recall(label)),
                    percent(confusion.precision(label))));
          }
        });
    return new NumberTable(List.of("series", "class", "recall in %", "precision in %"), rows);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Numbers.fixed(100 * share.getAsDouble(), 2) : "-";
  }
}
