package org.hyperprism.report.drawing;

/** Text in SVG and HTML. */
public final class Markup {

  private Markup() {}

  /**
   * A text as it may stand between tags and in the quotes of an attribute; a character that XML
   * does not allow becomes U+FFFD, which says that there was one.
   */
  public static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(isAllowed(c) ? c : '\uFFFD');
      }
    }
    return safe.toString();
  }

  private static boolean isAllowed(char c) {
    return c >= ' ' ? c < '\uFFFE' : c == '\n' || c == '\t';
  }
}
