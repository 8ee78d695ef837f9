package org.hyperprism.report;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.method.MethodFactory;

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
  public Color band() {
    return new Color(line.getRed(), line.getGreen(), line.getBlue(), BAND_OPACITY);
  }

  /**
   * A colour for each method: the same in the pictures of all runs, by its place among all that
   * there are, unless another curve of this picture has it.
   */
  public static Map<String, CurveColour> ofMethods(List<String> methods) {
    CurveColour[] all = values();
    Map<String, CurveColour> chosen = new LinkedHashMap<>();
    for (String method : methods) {
      int place = Math.max(0, MethodFactory.all().names().indexOf(method));
      while (chosen.size() < all.length && chosen.containsValue(all[place % all.length])) {
        place++;
      }
      chosen.put(method, all[place % all.length]);
    }
    return chosen;
  }
}
