package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hyperprism.report.Curve;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.Quantity;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.SeriesStyle;

/** The series that figures show, each with its style, the same in all figures. */
final class Drawn {

  private final Map<Series, SeriesStyle> styles = new LinkedHashMap<>();

  Drawn(Comparison comparison) {
    List<Series> shown = comparison.shown();
    List<String> methods = shown.stream().map(Series::method).toList();
    boolean oneEach = methods.stream().distinct().count() == methods.size();
    // A method's own colour, the same on every page, where it stands for one series alone.
    Map<String, CurveColour> own = CurveColour.ofMethods(methods);
    CurveColour[] all = CurveColour.values();
    for (Series series : shown) {
      int place = styles.size();
      CurveColour colour = oneEach ? own.getOrDefault(series.method(), all[place]) : all[place];
      styles.put(series, new SeriesStyle(colour, place));
    }
  }

  Map<Series, SeriesStyle> styles() {
    return styles;
  }

  /** What the bands of a figure are; nothing where it has none. */
  String bands(LinePlot plot) {
    if (plot.lines().stream().noneMatch(LinePlot.Line::hasBand)) {
      return "";
    }
    boolean seeds = styles.keySet().stream().anyMatch(Series::isRepeated);
    boolean devices = styles.keySet().stream().anyMatch(series -> !series.isRepeated());
    return "Bands: one standard deviation over "
        + (seeds && devices
            ? "seeds where there are several, over devices otherwise"
            : seeds ? "seeds" : "devices")
        + ".";
  }

  /** The lines of a quantity over the rounds; none where it was not measured. */
  List<LinePlot.Line> lines(Quantity quantity) {
    return lines(quantity, series -> round -> Optional.of((double) round));
  }

  /**
   * The lines of a quantity over something that grows with the rounds.
   *
   * @param place of a round, if it has one
   */
  List<LinePlot.Line> lines(
      Quantity quantity, Function<Series, Function<Integer, Optional<Double>>> place) {
    List<LinePlot.Line> lines = new ArrayList<>();
    styles.forEach(
        (series, style) -> {
          Function<Integer, Optional<Double>> places = place.apply(series);
          List<LinePlot.Point> points = new ArrayList<>();
          for (Curve.Point point : series.curve(quantity)) {
            places
                .apply(point.round())
                .ifPresent(
                    x ->
                        points.add(new LinePlot.Point(x, point.low(), point.mean(), point.high())));
          }
          if (!points.isEmpty()) {
            lines.add(new LinePlot.Line(series.name(), style, points));
          }
        });
    return lines;
  }

  /** Where each line ends, in words. */
  static String ends(List<LinePlot.Line> lines) {
    List<String> words = new ArrayList<>();
    for (LinePlot.Line line : lines) {
      LinePlot.Point first = line.points().get(0);
      LinePlot.Point last = line.points().get(line.points().size() - 1);
      words.add(
          "%s goes from %s to %s"
              .formatted(line.name(), Numbers.text(rounded(first)), Numbers.text(rounded(last))));
    }
    return String.join("; ", words) + ".";
  }

  private static double rounded(LinePlot.Point point) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", point.y()));
  }

  static boolean isMostlyEarly(List<LinePlot.Line> lines) {
    return Curve.areMostlyEarly(
        lines.stream().flatMap(line -> line.points().stream()).mapToDouble(LinePlot.Point::x));
  }
}
