package org.hyperprism.report.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hyperprism.report.drawing.Canvas;

/**
 * One mark for each of many things.
 *
 * @param horizontal label of the axis below, with its unit
 * @param vertical label of the other axis, with its unit
 * @param clouds at least one
 * @param logarithmicHorizontal whether the axis below is logarithmic
 */
public record ScatterPlot(
    String horizontal, String vertical, List<Cloud> clouds, boolean logarithmicHorizontal)
    implements Plot {

  /** A cloud of more marks is thinned evenly. */
  private static final int MOST_MARKS = 400;

  private static final int OPACITY = 165;

  /**
   * The marks of one series.
   *
   * @param name as the legend has it
   */
  public record Cloud(String name, SeriesStyle style, List<Mark> marks) {

    public Cloud {
      marks = Thinned.of(marks, MOST_MARKS);
    }
  }

  /**
   * One thing.
   *
   * @param name as the table of numbers has it
   */
  public record Mark(String name, double x, double y) {}

  public ScatterPlot {
    clouds = List.copyOf(clouds);
  }

  @Override
  public double height(FigureSize size) {
    return area(size).bottom() + legend().height(size) + size.length(4);
  }

  @Override
  public void draw(Canvas canvas, FigureSize size) {
    PlotArea area = area(size);
    area.draw(canvas);
    for (Cloud cloud : clouds) {
      Color line = cloud.style.line();
      Color fill = new Color(line.getRed(), line.getGreen(), line.getBlue(), OPACITY);
      for (Mark mark : cloud.marks) {
        if (area.shows(mark.x, mark.y)) {
          cloud.style.mark(canvas, area.x(mark.x), area.y(mark.y), size.length(3), fill);
        }
      }
    }
    legend().draw(canvas, area.bottom(), size);
  }

  private PlotArea area(FigureSize size) {
    double[] x = all(Mark::x, logarithmicHorizontal);
    return new PlotArea(
        Axis.tight(horizontal, x.length == 0 ? new double[] {1} : x, logarithmicHorizontal),
        Axis.round(vertical, all(Mark::y, false), false),
        size);
  }

  private double[] all(ToDoubleFunction<Mark> number, boolean positiveOnly) {
    return clouds.stream()
        .flatMap(cloud -> cloud.marks.stream())
        .mapToDouble(number)
        .filter(each -> !positiveOnly || each > 0)
        .toArray();
  }

  private Legend legend() {
    return new Legend(
        clouds.stream().map(cloud -> Legend.Entry.mark(cloud.name, cloud.style)).toList());
  }

  @Override
  public NumberTable numbers() {
    List<List<String>> rows = new ArrayList<>();
    for (Cloud cloud : clouds) {
      for (Mark mark : cloud.marks) {
        rows.add(List.of(cloud.name, mark.name, Numbers.text(mark.x), Numbers.text(mark.y)));
      }
    }
    return new NumberTable(List.of("series", "device", horizontal, vertical), rows);
  }
}
