package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;

/**
 * The names of the series below a figure, in as many rows as they need.
 *
 * @param entries in order
 */
record Legend(List<Entry> entries) {

  /** What the sign of an entry looks like. */
  enum Sign {
    LINE,
    MARK,
    BOX
  }

  /**
   * One series.
   *
   * @param name as the legend has it
   */
  record Entry(String name, SeriesStyle style, Sign sign) {}

  private static final double SIGN = 30;
  private static final double GAP = 16;
  private static final double ROW = 20;

  /** The height, in pixels of the drawing. */
  double height(FigureSize size) {
    return rows(size).size() * size.length(ROW);
  }

  private List<List<Entry>> rows(FigureSize size) {
    List<List<Entry>> rows = new ArrayList<>();
    double left = 0;
    for (Entry entry : entries) {
      double width = width(entry, size);
      if (rows.isEmpty() || left + width > size.width()) {
        rows.add(new ArrayList<>());
        left = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      left += width;
    }
    return rows;
  }

  private static double width(Entry entry, FigureSize size) {
    return size.length(SIGN + GAP) + size.width(entry.name);
  }

  /** Draws it below a height. */
  void draw(Canvas canvas, double top, FigureSize size) {
    double y = top + size.length(ROW) / 2;
    for (List<Entry> row : rows(size)) {
      double x = size.length(2);
      for (Entry entry : row) {
        sign(canvas, entry, x, y, size);
        canvas.text(
            size.fitted(entry.name, size.width() - size.length(SIGN)),
            x + size.length(SIGN),
            y + 0.35 * size.letters(),
            Canvas.Anchor.START,
            Canvas.Letters.plain(size.letters(), Ink.TEXT));
        x += width(entry, size);
      }
      y += size.length(ROW);
    }
  }

  private static void sign(Canvas canvas, Entry entry, double x, double y, FigureSize size) {
    double middle = x + size.length(12);
    switch (entry.sign) {
      case LINE -> {
        canvas.path(
            new double[] {x, x + size.length(24)},
            new double[] {y, y},
            entry.style.line(),
            size.length(2),
            entry.style.dashes(size));
        entry.style.mark(canvas, middle, y, size.length(3));
      }
      case MARK -> entry.style.mark(canvas, middle, y, size.length(3.5));
      case BOX ->
          canvas.bar(
              middle - size.length(6),
              y - size.length(6),
              size.length(12),
              size.length(12),
              entry.style.line());
    }
  }
}
