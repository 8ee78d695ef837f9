package org.hyperprism.report.links;

import java.awt.Color;

/** What a graph is drawn on; lengths in pixels from the upper left corner. */
interface Canvas {

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
  record Letters(int size, boolean bold, Color colour) {

    static Letters plain(int size, Color colour) {
      return new Letters(size, false, colour);
    }

    static Letters bold(int size, Color colour) {
      return new Letters(size, true, colour);
    }
  }

  void line(double x1, double y1, double x2, double y2, Color colour, double width);

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
