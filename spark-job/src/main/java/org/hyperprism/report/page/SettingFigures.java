package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.report.figure.DotPlot;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.SeriesStyle;
import org.hyperprism.results.recorded.RecordedNumber;

/** The final accuracy of all series, where they differ in settings. */
final class SettingFigures {

  /** Rows that a figure can have without being longer than a page. */
  private static final int MOST_ROWS = 60;

  /** Ratio of the largest value to the smallest from which their axis is logarithmic. */
  private static final double WIDE = 20;

  private static final String ACCURACY = "final mean accuracy in %";

  private final Comparison comparison;
  private final Map<String, SeriesStyle> styles = new LinkedHashMap<>();

  SettingFigures(Comparison comparison) {
    this.comparison = comparison;
    List<String> methods = comparison.series().stream().map(Series::method).distinct().toList();
    CurveColour.ofMethods(methods)
        .forEach((method, colour) -> styles.put(method, new SeriesStyle(colour, styles.size())));
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    comparison.onlyNumber().flatMap(this::against).ifPresent(figures::add);
    if (comparison.isReduced()) {
      ranking().ifPresent(figures::add);
    }
    return new Section("settings", "All settings", figures, List.of());
  }

  /** Accuracy over the values of the only setting that differs. */
  private Optional<Figure> against(String key) {
    List<LinePlot.Line> lines = new ArrayList<>();
    styles.forEach(
        (method, style) -> {
          List<LinePlot.Point> points = new ArrayList<>();
          for (Series series : comparison.series()) {
            if (series.method().equals(method) && !series.finalAccuracies().isEmpty()) {
              Spread spread = Spread.of(percent(series));
              points.add(
                  new LinePlot.Point(
                      RecordedNumber.of(series.setting(key)).orElseThrow(),
                      spread.mean() - spread.deviation(),
                      spread.mean(),
                      spread.mean() + spread.deviation()));
            }
          }
          if (points.size() > 1) {
            lines.add(new LinePlot.Line(method, style, points));
          }
        });
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    boolean repeated = comparison.series().stream().anyMatch(Series::isRepeated);
    return Optional.of(
        new Figure(
            "final-accuracy-setting",
            "Final accuracy against " + key,
            Drawn.ends(lines),
            repeated ? "Bands: one standard deviation over seeds." : "",
            new LinePlot(key, ACCURACY, lines, isWide(lines), false)));
  }

  private static boolean isWide(List<LinePlot.Line> lines) {
    double[] values =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(LinePlot.Point::x)
            .sorted()
            .toArray();
    return values[0] > 0 && values[values.length - 1] >= WIDE * values[0];
  }

  private static List<Double> percent(Series series) {
    return series.finalAccuracies().stream().map(accuracy -> 100 * accuracy).toList();
  }

  private Optional<Figure> ranking() {
    List<Series> ranking = comparison.ranking();
    List<DotPlot.Row> rows = new ArrayList<>();
    for (Series series : ranking.subList(0, Math.min(MOST_ROWS, ranking.size()))) {
      SeriesStyle style =
          styles.getOrDefault(series.method(), new SeriesStyle(CurveColour.BLUE, 0));
      List<Double> percent = percent(series);
      double mean = Spread.of(percent).mean();
      rows.add(
          new DotPlot.Row(
              series.name(),
              style,
              percent,
              series.isRepeated() ? OptionalDouble.of(mean) : OptionalDouble.empty(),
              Numbers.fixed(mean, 2) + " %"));
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    DotPlot.Row first = rows.get(0);
    DotPlot.Row last = rows.get(rows.size() - 1);
    String note = "One mark a run; the stroke is their mean.";
    return Optional.of(
        new Figure(
            "final-accuracy-all",
            "Final accuracy of all settings, best first",
            "%s is first with %s, %s is last with %s."
                .formatted(first.name(), first.note(), last.name(), last.note()),
            rows.size() < ranking.size()
                ? note + " The best %s of %s.".formatted(rows.size(), ranking.size())
                : note,
            new DotPlot(ACCURACY, rows)));
  }
}
