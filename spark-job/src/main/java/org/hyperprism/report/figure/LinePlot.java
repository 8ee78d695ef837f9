package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hyperprism.report.drawing.Canvas;

/**
 * Lines, each in a band if it has one.
 *
 * @param horizontal label of the axis below, with its unit
 * @param vertical label of the other axis, with its unit
 * @param lines at least one
 * @param logarithmicHorizontal whether the axis below is logarithmic
 * @param logarithmicVertical the same of the other axis; numbers of 0 or less are not drawn then
 */
public record LinePlot(
    String horizontal,
    String vertical,
    List<Line> lines,
    boolean logarithmicHorizontal,
    boolean logarithmicVertical)
    implements Plot {

  /** A line of more points is thinned evenly. */
  private static final int MOST_POINTS = 200;

  private static final int MOST_MARKS = 30;

  /**
   * One line.
   *
   * @param name as the legend has it
   * @param points at ascending x
   */
  public record Line(String name, SeriesStyle style, List<Point> points) {

    public Line {
      points = Thinned.of(points, MOST_POINTS);
    }

    /** Whether any of its points has a band. */
    public boolean hasBand() {
      return points.stream().anyMatch(Point::hasBand);
    }
  }

  /**
   * One point.
   *
   * @param low lower end of the band at x; y without a band
   * @param high upper end of the band at x; y without a band
   */
  public record Point(double x, double low, double y, double high) {

    /** A point without a band. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }

    boolean hasBand() {
      return low < high;
    }
  }

  public LinePlot {
    lines = List.copyOf(lines);
  }

  @Override
  public double height(FigureSize size) {
    return area(size).bottom() + legend().height(size) + size.length(4);
  }

  @Override
  public void draw(Canvas canvas, FigureSize size) {
    PlotArea area = area(size);
    area.draw(canvas);
    // Bands first, so that no line disappears under one.
    for (Line line : lines) {
      band(canvas, area, line);
    }
    for (Line line : lines) {
      line(canvas, area, line, size);
    }
    legend().draw(canvas, area.bottom(), size);
  }

  private PlotArea area(FigureSize size) {
    double[] x = all(line -> line.points().stream().mapToDouble(Point::x), logarithmicHorizontal);
    double[] y =
        all(
            line ->
                line.points().stream()
                    .flatMapToDouble(point -> DoubleStream.of(point.low, point.y, point.high)),
            logarithmicVertical);
    return new PlotArea(
        Axis.tight(horizontal, x.length == 0 ? new double[] {1} : x, logarithmicHorizontal),
        Axis.round(vertical, y, logarithmicVertical),
        size);
  }

  private double[] all(Function<Line, DoubleStream> numbers, boolean positiveOnly) {
    return lines.stream()
        .flatMapToDouble(numbers)
        .filter(number -> !positiveOnly || number > 0)
        .toArray();
  }

  private Legend legend() {
    return new Legend(
        lines.stream().map(line -> Legend.Entry.line(line.name, line.style)).toList());
  }

  private static void band(Canvas canvas, PlotArea area, Line line) {
    List<Point> shown =
        line.points.stream().filter(point -> area.shows(point.x, point.low)).toList();
    if (shown.size() < 2 || shown.stream().noneMatch(Point::hasBand)) {
      return;
    }
    List<Point> back = new ArrayList<>(shown);
    Collections.reverse(back);
    canvas.shape(
        Stream.concat(shown.stream(), back.stream())
            .mapToDouble(point -> area.x(point.x))
            .toArray(),
        DoubleStream.concat(
                shown.stream().mapToDouble(point -> area.y(point.low)),
                back.stream().mapToDouble(point -> area.y(point.high)))
            .toArray(),
        line.style.colour().band());
  }

  private static void line(Canvas canvas, PlotArea area, Line line, FigureSize size) {
    List<Point> shown = line.points.stream().filter(point -> area.shows(point.x, point.y)).toList();
    if (shown.isEmpty()) {
      return;
    }
    double[] x = shown.stream().mapToDouble(point -> area.x(point.x)).toArray();
    double[] y = shown.stream().mapToDouble(point -> area.y(point.y)).toArray();
    canvas.path(x, y, line.style.line(), size.length(2), line.style.dashes(size));
    int every = Math.max(1, (x.length + MOST_MARKS - 1) / MOST_MARKS);
    for (int i = 0; i < x.length; i += every) {
      line.style.mark(canvas, x[i], y[i], size.length(2.6));
    }
  }

  @Override
  public NumberTable numbers() {
    List<String> columns = new ArrayList<>(List.of(horizontal));
    Map<Double, Map<Integer, Point>> byX = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      columns.add(line.name);
      if (line.hasBand()) {
        columns.add(line.name + ", low");
        columns.add(line.name + ", high");
      }
      for (Point point : line.points) {
        byX.computeIfAbsent(point.x, x -> new LinkedHashMap<>()).put(i, point);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    byX.forEach((x, points) -> rows.add(row(x, points)));
    return new NumberTable(columns, rows);
  }

  private List<String> row(double x, Map<Integer, Point> points) {
    List<String> row = new ArrayList<>(List.of(Numbers.text(x)));
    for (int i = 0; i < lines.size(); i++) {
      Point point = points.get(i);
      row.add(point == null ? "" : Numbers.text(point.y));
      if (lines.get(i).hasBand()) {
        row.add(point == null ? "" : Numbers.text(point.low));
        row.add(point == null ? "" : Numbers.text(point.high));
      }
    }
    return row;
  }
}
