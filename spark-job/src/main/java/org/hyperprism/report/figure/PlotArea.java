package org.hyperprism.report.figure;

import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;

/** The rectangle of the data with its two axes; the legend follows below. */
final class PlotArea {

  /** Height of the rectangle for each pixel of the figure's width. */
  private static final double SHAPE = 0.55;

  private final Axis horizontal;
  private final Axis vertical;
  private final FigureSize size;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  PlotArea(Axis horizontal, Axis vertical, FigureSize size) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.size = size;
    double numbers = 0;
    for (double tick : vertical.ticks()) {
      numbers = Math.max(numbers, size.width(Numbers.text(tick)));
    }
    this.left = numbers + size.length(10);
    this.top = size.length(26);
    this.width = size.width() - left - size.length(16);
    this.height = SHAPE * size.width();
  }

  /** Everything above the legend. */
  double bottom() {
    return top + height + size.length(46);
  }

  double x(double number) {
    return left + width * horizontal.share(number);
  }

  double y(double number) {
    return top + height * (1 - vertical.share(number));
  }

  boolean shows(double x, double y) {
    return horizontal.shows(x) && vertical.shows(y);
  }

  void draw(Canvas canvas) {
    Canvas.Letters names = Canvas.Letters.plain(size.letters(), Ink.TEXT);
    Canvas.Letters numbers = Canvas.Letters.plain(0.92 * size.letters(), Ink.FAINT);
    canvas.begin("axes");
    canvas.text(
        size.fitted(label(vertical), size.width()), 0, size.letters(), Canvas.Anchor.START, names);
    for (double tick : vertical.ticks()) {
      canvas.line(left, y(tick), left + width, y(tick), Ink.GRID, size.length(1));
      canvas.text(
          Numbers.text(tick),
          left - size.length(6),
          y(tick) + 0.35 * size.letters(),
          Canvas.Anchor.END,
          numbers);
    }
    double below = top + height;
    horizontal.drawTicks(canvas, size, this::x, below, 18);
    canvas.line(left, below, left + width, below, Ink.FAINT, size.length(1));
    canvas.text(
        size.fitted(label(horizontal), size.width()),
        left + width / 2,
        below + size.length(38),
        Canvas.Anchor.MIDDLE,
        names);
    canvas.end();
  }

  private static String label(Axis axis) {
    return axis.logarithmic() ? axis.label() + ", logarithmic" : axis.label();
  }
}
