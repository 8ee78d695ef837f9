package org.hyperprism.report.figure;

/**
 * How large a figure is drawn. All else follows: its height, its margins, the width of its lines.
 *
 * @param width in pixels of the drawing
 * @param letters size of its letters, in the same pixels
 */
public record FigureSize(double width, double letters) {

  /** Of a page, where it shrinks to 0.75 on a phone and its letters can still be read. */
  public static final FigureSize PAGE = new FigureSize(480, 13);

  /** Pixels a centimetre of a drawing whose pixel is a point, the unit of letters. */
  private static final double POINTS_A_CENTIMETRE = 72 / 2.54;

  /**
   * Of a file for a paper; a pixel is a point.
   *
   * @param centimetres width, above 0
   * @param points size of its letters, above 0
   */
  public static FigureSize ofPaper(double centimetres, double points) {
    return new FigureSize(centimetres * POINTS_A_CENTIMETRE, points);
  }

  /** A length that grows with the letters, given as it is where they have 13 pixels. */
  double length(double pixels) {
    return pixels * letters / PAGE.letters;
  }

  /** About the width of a text, which depends on the reader's letters. */
  double width(String text) {
    return 0.6 * letters * text.length();
  }

  /** The text, or its beginning, so that it fits. */
  String fitted(String text, double space) {
    int most = Math.max(4, (int) (space / (0.6 * letters)));
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
