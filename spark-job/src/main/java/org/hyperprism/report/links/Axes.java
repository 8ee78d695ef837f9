package org.hyperprism.report.links;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.RoundNumber;

/**
 * A rectangle with a horizontal axis and a vertical one that begins at 0.
 *
 * @param left pixels from the left edge of the picture
 * @param top pixels from its upper edge
 * @param width pixels
 * @param height pixels
 * @param leastX number at the left end
 * @param mostX number at the right end, above {@code leastX}
 * @param mostY number at the upper end, above 0
 */
record Axes(
    double left,
    double top,
    double width,
    double height,
    double leastX,
    double mostX,
    double mostY) {

  private static final int STEPS = 5;
  private static final int LETTERS = 12;

  /** A round number to end the vertical axis with, from the largest shown, above 0. */
  static double end(double most) {
    double step = RoundNumber.atLeast(most / STEPS);
    return step * Math.ceil(most / step - 1e-9);
  }

  double x(double number) {
    return left + width * (number - leastX) / (mostX - leastX);
  }

  double y(double number) {
    return top + height * (1 - number / mostY);
  }

  /** Draws title, lines across and numbers, whole ones below. */
  void draw(Canvas canvas, String title, String horizontal) {
    canvas.text(
        title, left, top - 16, Canvas.Anchor.START, Canvas.Letters.bold(15, GraphPanel.INK));
    double stepY = RoundNumber.atLeast(mostY / STEPS);
    for (int i = 0; i * stepY <= mostY * (1 + 1e-9); i++) {
      double y = y(i * stepY);
      canvas.line(left, y, left + width, y, GraphPanel.FRAME, 1);
      canvas.text(
          text(i * stepY),
          left - 8,
          y + 4,
          Canvas.Anchor.END,
          Canvas.Letters.plain(LETTERS, GraphPanel.FAINT));
    }
    double stepX = Math.max(1, RoundNumber.atLeast((mostX - leastX) / STEPS));
    for (double x = Math.ceil(leastX / stepX) * stepX; x <= mostX + 1e-9; x += stepX) {
      double below = top + height + 17;
      canvas.text(
          text(x),
          x(x),
          below,
          Canvas.Anchor.MIDDLE,
          Canvas.Letters.plain(LETTERS, GraphPanel.FAINT));
    }
    canvas.text(
        horizontal,
        left + width / 2,
        top + height + 37,
        Canvas.Anchor.MIDDLE,
        Canvas.Letters.plain(13, GraphPanel.INK));
  }

  private static String text(double number) {
    return new BigDecimal(number)
        .setScale(6, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
