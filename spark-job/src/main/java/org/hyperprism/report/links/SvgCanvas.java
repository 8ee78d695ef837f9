package org.hyperprism.report.links;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Draws as SVG, for any size; needs no fonts here. */
final class SvgCanvas implements Canvas {

  private final StringBuilder svg = new StringBuilder();

  SvgCanvas(int width, int height) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="DejaVu Sans, Helvetica, Arial, sans-serif">
        <rect width="%1$d" height="%2$d" fill="white"/>
        """
            .formatted(width, height));
  }

  /** The whole file. */
  String svg() {
    return svg + "</svg>\n";
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, Color colour, double width) {
    svg.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"".formatted(n(x1), n(y1), n(x2), n(y2)));
    stroke(colour, width);
    svg.append(" stroke-linecap=\"round\"/>\n");
  }

  @Override
  public void disc(double x, double y, double radius, Color fill, Color rim, double rimWidth) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\""
            .formatted(n(x), n(y), n(radius), hex(fill)));
    stroke(rim, rimWidth);
    svg.append("/>\n");
  }

  @Override
  public void frame(double x, double y, double width, double height, Color colour) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\""
            .formatted(n(x), n(y), n(width), n(height)));
    stroke(colour, 1);
    svg.append("/>\n");
  }

  @Override
  public void bar(double x, double y, double width, double height, Color fill) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
            .formatted(n(x), n(y), n(width), n(height), hex(fill)));
  }

  @Override
  public void begin(String part) {
    svg.append("<g id=\"%s\">\n".formatted(part));
  }

  @Override
  public void end() {
    svg.append("</g>\n");
  }

  @Override
  public void text(String text, double x, double y, Anchor anchor, Letters letters) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>\n"
            .formatted(
                n(x),
                n(y),
                letters.size(),
                anchor.name().toLowerCase(Locale.ROOT),
                hex(letters.colour()),
                letters.bold() ? " font-weight=\"bold\"" : "",
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
  }

  private void stroke(Color colour, double width) {
    svg.append(" stroke=\"%s\" stroke-width=\"%s\"".formatted(hex(colour), n(width)));
    if (colour.getAlpha() < 255) {
      svg.append(" stroke-opacity=\"%s\"".formatted(n(colour.getAlpha() / 255.0)));
    }
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }

  private static String n(double number) {
    return new BigDecimal(number)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
