package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperprism.report.Quantity;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.recorded.RecordedRun;

/** The exponent p of each part of the model, over the rounds and over the devices. */
final class ExponentFigures {

  private final Drawn drawn;

  ExponentFigures(Drawn drawn) {
    this.drawn = drawn;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    overRounds(figures, "representation", Quantity.REPRESENTATION);
    overRounds(figures, "decision", Quantity.DECISION);
    overDevices(figures, "representation");
    overDevices(figures, "decision");
    return new Section(
        "exponents",
        "Exponents",
        figures,
        figures.isEmpty() ? List.of("exponents p: no method of these runs has them") : List.of());
  }

  private void overRounds(List<Figure> figures, String part, Quantity quantity) {
    List<LinePlot.Line> lines = drawn.lines(quantity);
    if (!lines.isEmpty()) {
      LinePlot plot =
          new LinePlot("round", "p, mean over devices", lines, Drawn.isMostlyEarly(lines), false);
      figures.add(
          new Figure(
              "p-" + part + "-rounds",
              "Exponent p of the %s part over rounds".formatted(part),
              Drawn.ends(lines),
              drawn.bands(plot),
              plot));
    }
  }

  private void overDevices(List<Figure> figures, String part) {
    List<LinePlot.Line> lines = new ArrayList<>();
    drawn
        .styles()
        .forEach(
            (series, style) -> {
              double[] exponents = lastExponents(series, part);
              if (exponents.length > 0) {
                lines.add(
                    new LinePlot.Line(series.name(), style, DeviceFigures.quantiles(exponents, 1)));
              }
            });
    if (!lines.isEmpty()) {
      figures.add(
          new Figure(
              "p-" + part + "-devices",
              "Exponent p of the %s part over devices, lowest first".formatted(part),
              Drawn.ends(lines),
              "In the last recorded round; of several seeds all devices together.",
              new LinePlot("% of the devices", "p of the device", lines, false, false)));
    }
  }

  /** Ascending, of the last round of each run. */
  private static double[] lastExponents(Series series, String part) {
    List<Double> exponents = new ArrayList<>();
    for (RecordedRun run : series.runs()) {
      TreeMap<Integer, List<Double>> byRound = new TreeMap<>();
      for (int row : RecordedRun.rowsOf(run.exponents(), series.method())) {
        if (run.exponents().text(row, DeviceExponent.PART).equals(part)) {
          int round = (int) run.exponents().number(row, RoundMetrics.ROUND).orElse(0);
          run.exponents()
              .number(row, DeviceExponent.EXPONENT)
              .ifPresent(p -> byRound.computeIfAbsent(round, each -> new ArrayList<>()).add(p));
        }
      }
      Map.Entry<Integer, List<Double>> last = byRound.lastEntry();
      if (last != null) {
        exponents.addAll(last.getValue());
      }
    }
    double[] sorted = exponents.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
