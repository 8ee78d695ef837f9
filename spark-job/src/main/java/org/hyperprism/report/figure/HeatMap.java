package org.hyperprism.report.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;

/**
 * Shares as shades: a row of cells for each thing.
 *
 * @param horizontal what the columns are
 * @param vertical what the rows are
 * @param columns names of the columns
 * @param rows at least one
 */
public record HeatMap(String horizontal, String vertical, List<String> columns, List<Row> rows)
    implements Plot {

  /** More rows are thinned evenly. */
  private static final int MOST_ROWS = 100;

  private static final double TALLEST_ROW = 14;
  private static final double TALLEST = 300;

  /**
   * One row.
   *
   * @param name of the row
   * @param shares one for each column, in [0, 1]
   */
  public record Row(String name, List<Double> shares) {

    public Row {
      shares = List.copyOf(shares);
    }
  }

  public HeatMap {
    columns = List.copyOf(columns);
    rows = Thinned.of(rows, MOST_ROWS);
  }

  /**
   * A sentence, with a space before it, for a note on a figure that leaves out rows; empty for one
   * that has them all.
   *
   * @param rows as many as there are
   * @param things what they are
   */
  public static String leftOut(int rows, String things) {
    return rows <= MOST_ROWS
        ? ""
        : " Of the %s %s %s are shown, at even distances."
            .formatted(Integer.toString(rows), things, Integer.toString(MOST_ROWS));
  }

  @Override
  public double height(FigureSize size) {
    return bottom(size) + size.length(70);
  }

  private double rowHeight(FigureSize size) {
    return size.length(Math.min(TALLEST_ROW, TALLEST / rows.size()));
  }

  private double top(FigureSize size) {
    return size.length(24);
  }

  private double bottom(FigureSize size) {
    return top(size) + rows.size() * rowHeight(size);
  }

  private double left(FigureSize size) {
    return rows.stream().mapToDouble(row -> size.width(row.name)).max().orElse(0) + size.length(8);
  }

  @Override
  public void draw(Canvas canvas, FigureSize size) {
    Canvas.Letters words = Canvas.Letters.plain(size.letters(), Ink.TEXT);
    Canvas.Letters numbers = Canvas.Letters.plain(0.85 * size.letters(), Ink.FAINT);
    double left = left(size);
    double step = (size.width() - left) / columns.size();
    double height = rowHeight(size);
    canvas.text(vertical, 0, size.letters(), Canvas.Anchor.START, words);
    double free = 0;
    for (int i = 0; i < rows.size(); i++) {
      double y = top(size) + i * height;
      if (y >= free) {
        double baseline = y + height / 2 + 0.3 * size.letters();
        canvas.text(rows.get(i).name, left - size.length(6), baseline, Canvas.Anchor.END, numbers);
        free = y + 0.95 * size.letters();
      }
      for (int column = 0; column < columns.size(); column++) {
        double share = rows.get(i).shares.get(column);
        if (share > 0) {
          canvas.bar(left + column * step, y, step, height, shade(share));
        }
      }
    }
    canvas.frame(left, top(size), size.width() - left, bottom(size) - top(size), Ink.GRID);
    free = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < columns.size(); column++) {
      double x = left + (column + 0.5) * step;
      double half = size.width(columns.get(column)) / 2;
      if (x - half > free) {
        canvas.text(
            columns.get(column), x, bottom(size) + size.length(16), Canvas.Anchor.MIDDLE, numbers);
        free = x + half;
      }
    }
    canvas.text(
        horizontal,
        left + (size.width() - left) / 2,
        bottom(size) + size.length(34),
        Canvas.Anchor.MIDDLE,
        words);
    scale(canvas, size);
  }

  private void scale(Canvas canvas, FigureSize size) {
    Canvas.Letters words = Canvas.Letters.plain(size.letters(), Ink.TEXT);
    double y = bottom(size) + size.length(46);
    double cell = size.length(18);
    canvas.text("0 %", 0, y + size.length(11), Canvas.Anchor.START, words);
    double left = size.length(32);
    for (int i = 0; i <= 10; i++) {
      canvas.bar(left + i * cell, y, cell, size.length(14), shade(i / 10.0));
    }
    canvas.frame(left, y, 11 * cell, size.length(14), Ink.GRID);
    canvas.text(
        "100 % of the row's samples",
        left + 11 * cell + size.length(6), y + size.length(11), Canvas.Anchor.START, words);
  }

  /** Weak shares stay visible: the square root of a share is what covers the paper. */
  private static Color shade(double share) {
    Color full = CurveColour.BLUE.line();
    int opacity = (int) Math.round(255 * Math.sqrt(Math.min(1, share)));
    return new Color(full.getRed(), full.getGreen(), full.getBlue(), opacity);
  }

  @Override
  public NumberTable numbers() {
    List<String> header = new ArrayList<>(List.of(vertical));
    columns.forEach(column -> header.add(horizontal + " " + column));
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.name));
      row.shares.forEach(share -> line.add(Numbers.text(share)));
      cells.add(line);
    }
    return new NumberTable(header, cells);
  }
}
