package org.hyperprism.report.figure;

import java.util.List;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;

/**
 * Rows below one another, each with its name above it, and an axis below them all.
 *
 * @param names of the rows
 * @param notes what stands at the right end of each name; empty for nothing
 */
record RowPlot(List<String> names, List<String> notes, Axis axis) {

  private static final double NAME = 18;
  private static final double ROW = 38;
  private static final double BELOW = 46;

  double bottom(FigureSize size) {
    return names.size() * size.length(ROW) + size.length(BELOW);
  }

  double x(double number, FigureSize size) {
    double margin = size.length(14);
    return margin + (size.width() - 2 * margin) * axis.share(number);
  }

  /** The middle of what is drawn in a row. */
  double y(int row, FigureSize size) {
    return row * size.length(ROW) + size.length(NAME + 8);
  }

  void draw(Canvas canvas, FigureSize size) {
    Canvas.Letters words = Canvas.Letters.plain(size.letters(), Ink.TEXT);
    Canvas.Letters numbers = Canvas.Letters.plain(0.92 * size.letters(), Ink.FAINT);
    double end = names.size() * size.length(ROW);
    canvas.begin("axes");
    for (int row = 0; row < names.size(); row++) {
      double baseline = row * size.length(ROW) + size.length(13);
      double note = size.width(notes.get(row));
      canvas.text(
          size.fitted(names.get(row), size.width() - note - size.length(8)),
          0,
          baseline,
          Canvas.Anchor.START,
          words);
      canvas.text(notes.get(row), size.width(), baseline, Canvas.Anchor.END, numbers);
      double y = y(row, size);
      canvas.line(0, y, size.width(), y, Ink.GRID, size.length(1));
    }
    axis.drawTicks(canvas, size, number -> x(number, size), end, 17);
    canvas.line(0, end, size.width(), end, Ink.FAINT, size.length(1));
    canvas.text(
        size.fitted(axis.label(), size.width()),
        size.width() / 2,
        end + size.length(36),
        Canvas.Anchor.MIDDLE,
        words);
    canvas.end();
  }
}
