package org.hyperprism.report.drawing;

import java.awt.Color;

/** The colours of what is around the data. */
public final class Ink {

  /** Titles and names. */
  public static final Color TEXT = new Color(45, 55, 65);

  /** Numbers at axes; a contrast of 5.9 to 1 with white, where text needs 4.5 to 1 (WCAG 2). */
  public static final Color FAINT = new Color(93, 103, 113);

  /** Lines behind the data. */
  public static final Color GRID = new Color(222, 226, 230);

  private Ink() {}
}
