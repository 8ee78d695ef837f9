package org.hyperprism.report.drawing;

import java.awt.Color;
import java.util.List;

/** What a picture is drawn on; lengths in pixels from the upper left corner. */
public interface Canvas {

  /** Where a text stands beside its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * How a text looks.
   *
   * @param size in pixels
   */
  record Letters(double size, boolean bold, Color colour) {

    public static Letters plain(double size, Color colour) {
      return new Letters(size, false, colour);
    }

    public static Letters bold(double size, Color colour) {
      return new Letters(size, true, colour);
    }
  }

  void line(double x1, double y1, double x2, double y2, Color colour, double width);

  /**
   * A line through several points.
   *
   * @param dashes lengths of strokes and gaps in turn; empty for a line without gaps
   */
  void path(double[] x, double[] y, Color colour, double width, List<Double> dashes);

  /**
   * Many straight strokes of one look with round ends, as one shape; a dot where both ends are the
   * same.
   *
   * @param ends x1, y1, x2, y2 of each stroke
   */
  void strokes(List<double[]> ends, Color colour, double width);

  /** A filled shape with these corners. */
  void shape(double[] x, double[] y, Color fill);

  /** A disc with a rim. */
  void disc(double x, double y, double radius, Color fill, Color rim, double rimWidth);

  void frame(double x, double y, double width, double height, Color colour);

  /** A filled rectangle. */
  void bar(double x, double y, double width, double height, Color fill);

  /**
   * Begins a part of the drawing, which formats with parts keep together under its name; {@link
   * #end} ends it.
   */
  void begin(String part);

  void end();

  /**
   * Writes a text without serifs.
   *
   * @param x of the anchor
   * @param y of the baseline
   */
  void text(String text, double x, double y, Anchor anchor, Letters letters);
}
