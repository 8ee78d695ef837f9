package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.ScatterPlot;
import org.hyperprism.results.DeviceMetrics;
import org.hyperprism.results.recorded.RecordedRun;

/** Who is left behind: the devices after the last round. */
final class DeviceFigures {

  private static final String ACCURACY = "accuracy of the device's model in %";

  private final Drawn drawn;
  private final KnownLinks links;

  DeviceFigures(Drawn drawn, KnownLinks links) {
    this.drawn = drawn;
    this.links = links;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    List<LinePlot.Line> sorted = sorted();
    if (sorted.isEmpty()) {
      return new Section(
          "devices",
          "Devices",
          List.of(),
          List.of("accuracy of each device: it is recorded when all methods of a run are done"));
    }
    figures.add(
        new Figure(
            "accuracy-devices",
            "Who is left behind: accuracy of all devices, worst first",
            Drawn.ends(sorted),
            "After the last round; of several seeds all devices together.",
            new LinePlot("% of the devices", ACCURACY, sorted, false, false)));
    scatter(
            "accuracy-samples",
            "Accuracy against samples held",
            "",
            "training samples the device holds",
            true,
            (series, run) -> row -> run.devices().number(row, DeviceMetrics.SAMPLES))
        .ifPresent(figures::add);
    scatter(
            "accuracy-degree",
            "Accuracy against neighbours",
            "In the mean over rounds, of up to %s at even distances%s."
                .formatted(
                    KnownLinks.MOST_ROUNDS,
                    drawn.styles().keySet().stream().anyMatch(Series::isRepeated)
                        ? "; of several seeds those of the first run"
                        : ""),
            "neighbours in a round, mean",
            false,
            this::neighbours)
        .ifPresent(figures::add);
    Map<String, Map<String, Double>> skews = new HashMap<>();
    scatter(
            "accuracy-skew",
            "Accuracy against label skew",
            "Label skew: total variation distance between the device's labels and those of all"
                + " devices; 0 % if they are distributed alike.",
            "label skew in %",
            false,
            (series, run) ->
                row -> {
                  Double skew =
                      skews
                          .computeIfAbsent(run.name(), name -> LabelSkew.of(run))
                          .get(run.devices().text(row, DeviceMetrics.DEVICE));
                  return skew == null ? OptionalDouble.empty() : OptionalDouble.of(100 * skew);
                })
        .ifPresent(figures::add);
    return new Section("devices", "Devices", figures, List.of());
  }

  /** The mean number of neighbours of the device in a row; none where it is not known. */
  private IntFunction<OptionalDouble> neighbours(Series series, RecordedRun run) {
    double[] degrees =
        run.equals(series.runs().get(0))
            ? links.degrees(series).orElse(new double[0])
            : new double[0];
    return row -> {
      double device = run.devices().number(row, DeviceMetrics.DEVICE).orElse(-1);
      return device >= 0 && device < degrees.length
          ? OptionalDouble.of(degrees[(int) device])
          : OptionalDouble.empty();
    };
  }

  /** The figure with the correlation of each cloud in words; none where there are no clouds. */
  private Optional<Figure> scatter(
      String id,
      String title,
      String note,
      String horizontal,
      boolean logarithmicHorizontal,
      BiFunction<Series, RecordedRun, IntFunction<OptionalDouble>> place) {
    List<ScatterPlot.Cloud> clouds = new ArrayList<>();
    List<String> words = new ArrayList<>();
    drawn
        .styles()
        .forEach(
            (series, style) -> {
              List<ScatterPlot.Mark> marks = marks(series, place);
              if (!marks.isEmpty()) {
                ScatterPlot.Cloud cloud = new ScatterPlot.Cloud(series.name(), style, marks);
                clouds.add(cloud);
                words.add(
                    "%s: correlation %s%s"
                        .formatted(
                            series.name(),
                            Numbers.fixed(Correlation.of(marks), 2),
                            cloud.marks().size() == marks.size()
                                ? ""
                                : " over %s devices, of which %s are shown"
                                    .formatted(marks.size(), cloud.marks().size())));
              }
            });
    if (clouds.isEmpty()) {
      return Optional.empty();
    }
    ScatterPlot plot = new ScatterPlot(horizontal, ACCURACY, clouds, logarithmicHorizontal);
    return Optional.of(new Figure(id, title, String.join("; ", words) + ".", note, plot));
  }

  private List<LinePlot.Line> sorted() {
    List<LinePlot.Line> lines = new ArrayList<>();
    drawn
        .styles()
        .forEach(
            (series, style) -> {
              double[] accuracies =
                  series.runs().stream()
                      .flatMapToDouble(
                          run ->
                              RecordedRun.rowsOf(run.devices(), series.method()).stream()
                                  .map(row -> run.devices().number(row, DeviceMetrics.ACCURACY))
                                  .flatMapToDouble(OptionalDouble::stream))
                      .sorted()
                      .toArray();
              if (accuracies.length > 0) {
                lines.add(new LinePlot.Line(series.name(), style, quantiles(accuracies, 100)));
              }
            });
    return lines;
  }

  /**
   * Numbers over the share of things that have at most as much.
   *
   * @param sorted ascending
   * @param factor of the numbers
   */
  static List<LinePlot.Point> quantiles(double[] sorted, double factor) {
    return IntStream.range(0, sorted.length)
        .mapToObj(i -> LinePlot.Point.of(100.0 * (i + 1) / sorted.length, factor * sorted[i]))
        .toList();
  }

  private static List<ScatterPlot.Mark> marks(
      Series series, BiFunction<Series, RecordedRun, IntFunction<OptionalDouble>> place) {
    List<ScatterPlot.Mark> marks = new ArrayList<>();
    for (RecordedRun run : series.runs()) {
      IntFunction<OptionalDouble> placeOf = place.apply(series, run);
      for (int row : RecordedRun.rowsOf(run.devices(), series.method())) {
        String device = run.devices().text(row, DeviceMetrics.DEVICE);
        OptionalDouble x = placeOf.apply(row);
        OptionalDouble accuracy = run.devices().number(row, DeviceMetrics.ACCURACY);
        if (x.isPresent() && accuracy.isPresent()) {
          String name = series.isRepeated() ? device + " of " + run.name() : device;
          marks.add(new ScatterPlot.Mark(name, x.getAsDouble(), 100 * accuracy.getAsDouble()));
        }
      }
    }
    return marks;
  }

  /** Pearson's correlation. */
  private static final class Correlation {

    static double of(List<ScatterPlot.Mark> marks) {
      double meanX = mean(marks.stream().mapToDouble(ScatterPlot.Mark::x).toArray());
      double meanY = mean(marks.stream().mapToDouble(ScatterPlot.Mark::y).toArray());
      double both = 0;
      double squaresX = 0;
      double squaresY = 0;
      for (ScatterPlot.Mark mark : marks) {
        both += (mark.x() - meanX) * (mark.y() - meanY);
        squaresX += (mark.x() - meanX) * (mark.x() - meanX);
        squaresY += (mark.y() - meanY) * (mark.y() - meanY);
      }
      double product = Math.sqrt(squaresX * squaresY);
      return product > 0 ? both / product : 0;
    }

    private static double mean(double[] numbers) {
      return Arrays.stream(numbers).average().orElse(0);
    }
  }
}
