package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;

/**
 * A bar for each series, made of parts that follow one another.
 *
 * @param horizontal label of the axis, with its unit
 * @param parts names of the parts, in order
 * @param bars at least one
 */
public record StackPlot(String horizontal, List<String> parts, List<Bar> bars) implements Plot {

  /**
   * One series.
   *
   * @param name of the series
   * @param lengths of its parts, 0 or more
   */
  public record Bar(String name, List<Double> lengths) {

    public Bar {
      lengths = List.copyOf(lengths);
    }

    private double total() {
      return lengths.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  public StackPlot {
    parts = List.copyOf(parts);
    bars = List.copyOf(bars);
  }

  @Override
  public double height(FigureSize size) {
    return rowPlot().bottom(size) + legend().height(size) + size.length(4);
  }

  @Override
  public void draw(Canvas canvas, FigureSize size) {
    RowPlot plot = rowPlot();
    plot.draw(canvas, size);
    for (int i = 0; i < bars.size(); i++) {
      double y = plot.y(i, size) - size.length(7);
      double from = 0;
      for (int part = 0; part < parts.size(); part++) {
        double to = from + bars.get(i).lengths.get(part);
        double x = plot.x(from, size);
        canvas.bar(x, y, plot.x(to, size) - x, size.length(14), style(part).line());
        from = to;
      }
    }
    legend().draw(canvas, plot.bottom(size), size);
  }

  private static SeriesStyle style(int part) {
    CurveColour[] colours = CurveColour.values();
    return new SeriesStyle(colours[part % colours.length], 0);
  }

  private Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      entries.add(Legend.Entry.box(parts.get(part), style(part)));
    }
    return new Legend(entries);
  }

  private RowPlot rowPlot() {
    double most = bars.stream().mapToDouble(Bar::total).max().orElse(1);
    return new RowPlot(
        bars.stream().map(Bar::name).toList(),
        bars.stream().map(bar -> Numbers.fixed(bar.total(), 1)).toList(),
        Axis.round(horizontal, new double[] {0, most > 0 ? most : 1}, false));
  }

  @Override
  public NumberTable numbers() {
    List<String> columns = new ArrayList<>(List.of("series"));
    parts.forEach(part -> columns.add(part + ": " + horizontal));
    List<List<String>> rows = new ArrayList<>();
    for (Bar bar : bars) {
      List<String> row = new ArrayList<>(List.of(bar.name));
      bar.lengths.forEach(length -> row.add(Numbers.text(length)));
      rows.add(row);
    }
    return new NumberTable(columns, rows);
  }
}
