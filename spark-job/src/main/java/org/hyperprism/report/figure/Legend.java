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

  /** What stands before a name. */
  @FunctionalInterface
  interface Sign {

    /** Draws it around a place, at most 24 wide as {@link FigureSize#length} takes it. */
    void draw(Canvas canvas, double middle, double y, FigureSize size);
  }

  /**
   * One series.
   *
   * @param name as the legend has it
   */
  record Entry(String name, Sign sign) {

    /** A piece of its line with a mark on it. */
    static Entry line(String name, SeriesStyle style) {
      return new Entry(
          name,
          (canvas, middle, y, size) -> {
            canvas.path(
                new double[] {middle - size.length(12), middle + size.length(12)},
                new double[] {y, y},
                style.line(),
                size.length(2),
                style.dashes(size));
            style.mark(canvas, middle, y, size.length(3));
          });
    }

    /** One of its marks. */
    static Entry mark(String name, SeriesStyle style) {
      return new Entry(
          name, (canvas, middle, y, size) -> style.mark(canvas, middle, y, size.length(3.5)));
    }

    /** A box of its colour. */
    static Entry box(String name, SeriesStyle style) {
      return new Entry(
          name,
          (canvas, middle, y, size) ->
              canvas.bar(
                  middle - size.length(6),
                  y - size.length(6),
                  size.length(12),
                  size.length(12),
                  style.line()));
    }
  }

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
        entry.sign.draw(canvas, x + size.length(12), y, size);
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
}
