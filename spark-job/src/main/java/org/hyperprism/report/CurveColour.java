package org.hyperprism.report;

import java.awt.Color;

/**
 * Colours that people of every colour vision can tell apart: M. Okabe and K. Ito's (Color Universal
 * Design, 2008) but black, which is the axes', and yellow, and then two of P. Tol's (Colour
 * Schemes, 2021).
 */
public enum CurveColour {
  BLUE(0, 114, 178),
  VERMILION(213, 94, 0),
  BLUISH_GREEN(0, 158, 115),
  REDDISH_PURPLE(204, 121, 167),
  ORANGE(230, 159, 0),
  SKY_BLUE(86, 180, 233),
  INDIGO(51, 34, 136),
  WINE(136, 34, 85);

  private static final int BAND_OPACITY = 45;

  private final Color line;

  CurveColour(int red, int green, int blue) {
    this.line = new Color(red, green, blue);
  }

  public Color line() {
    return line;
  }

  /** Translucent, so that bands on one another can be seen. */
  Color band() {
    return new Color(line.getRed(), line.getGreen(), line.getBlue(), BAND_OPACITY);
  }
}
