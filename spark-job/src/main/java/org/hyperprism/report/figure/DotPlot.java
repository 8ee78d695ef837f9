package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.report.drawing.Canvas;

/**
 * A row for each series, with a mark for each of its runs and a stroke at their mean.
 *
 * @param horizontal label of the axis, with its unit
 * @param rows at least one
 */
public record DotPlot(String horizontal, List<Row> rows) implements Plot {

  /**
   * One series.
   *
   * @param name of the series
   * @param runs a number for each run that has one
   * @param mean where the stroke stands; empty for none
   * @param note what is to be said besides, such as how many runs have none; empty for nothing
   */
  public record Row(
      String name, SeriesStyle style, List<Double> runs, OptionalDouble mean, String note) {

    public Row {
      runs = List.copyOf(runs);
    }
  }

  public DotPlot {
    rows = List.copyOf(rows);
  }

  @Override
  public double height(FigureSize size) {
    return rowPlot().bottom(size);
  }

  @Override
  public void draw(Canvas canvas, FigureSize size) {
    RowPlot plot = rowPlot();
    plot.draw(canvas, size);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = plot.y(i, size);
      for (double run : row.runs) {
        row.style.mark(canvas, plot.x(run, size), y, size.length(4));
      }
      row.mean.ifPresent(
          mean -> {
            double x = plot.x(mean, size);
            canvas.line(
                x, y - size.length(7), x, y + size.length(7), row.style.line(), size.length(2));
          });
    }
  }

  private RowPlot rowPlot() {
    double[] numbers =
        rows.stream().flatMap(row -> row.runs.stream()).mapToDouble(Double::doubleValue).toArray();
    return new RowPlot(
        rows.stream().map(Row::name).toList(),
        rows.stream().map(Row::note).toList(),
        Axis.round(horizontal, numbers, false).wholeAs(numbers));
  }

  @Override
  public NumberTable numbers() {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          List.of(
              row.name,
              row.mean.isPresent() ? Numbers.text(row.mean.getAsDouble()) : "",
              String.join(" ", row.runs.stream().map(Numbers::text).toList()),
              row.note));
    }
    return new NumberTable(List.of("series", "mean: " + horizontal, "each run", "note"), cells);
  }
}
