package org.hyperprism.report.drawing;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws as SVG, for any size; needs no fonts here. */
public final class SvgCanvas implements Canvas {

  private final StringBuilder svg = new StringBuilder();

  public SvgCanvas(int width, int height) {
    this(width, height, Integer.toString(width), Integer.toString(height), "");
  }

  /**
   * A picture that tells those who do not see it what it shows.
   *
   * @param width of the drawing, in its pixels
   * @param height of the drawing, in its pixels
   * @param shownWidth of the picture as it is shown, such as 8.5cm
   * @param shownHeight the same of its height
   * @param label what it shows, in words; empty for none
   */
  public SvgCanvas(
      double width, double height, String shownWidth, String shownHeight, String label) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%3$s" height="%4$s" viewBox="0 0 %1$s %2$s" \
        font-family="DejaVu Sans, Helvetica, Arial, sans-serif"%5$s>
        <rect width="%1$s" height="%2$s" fill="white"/>
        """
            .formatted(
                n(width),
                n(height),
                shownWidth,
                shownHeight,
                label.isEmpty()
                    ? ""
                    : " role=\"img\" aria-label=\"" + Markup.escaped(label) + '"'));
  }

  /** The whole file. */
  public String svg() {
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
  public void path(double[] x, double[] y, Color colour, double width, List<Double> dashes) {
    svg.append("<polyline points=\"").append(points(x, y)).append("\" fill=\"none\"");
    stroke(colour, width);
    if (!dashes.isEmpty()) {
      svg.append(" stroke-dasharray=\"")
          .append(dashes.stream().map(SvgCanvas::n).collect(Collectors.joining(" ")))
          .append('"');
    }
    svg.append(" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void strokes(List<double[]> ends, Color colour, double width) {
    svg.append("<path d=\"");
    for (double[] end : ends) {
      svg.append('M').append(n(end[0])).append(' ').append(n(end[1]));
      if (end[0] == end[2] && end[1] == end[3]) {
        svg.append("h0");
      } else {
        svg.append('L').append(n(end[2])).append(' ').append(n(end[3]));
      }
    }
    svg.append("\" fill=\"none\"");
    stroke(colour, width);
    svg.append(" stroke-linecap=\"round\"/>\n");
  }

  @Override
  public void shape(double[] x, double[] y, Color fill) {
    svg.append("<polygon points=\"").append(points(x, y)).append('"');
    fill(fill);
    svg.append("/>\n");
  }

  private static String points(double[] x, double[] y) {
    return IntStream.range(0, x.length)
        .mapToObj(i -> n(x[i]) + "," + n(y[i]))
        .collect(Collectors.joining(" "));
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
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
            .formatted(n(x), n(y), n(width), n(height)));
    fill(fill);
    svg.append("/>\n");
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
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>\n"
            .formatted(
                n(x),
                n(y),
                n(letters.size()),
                anchor.name().toLowerCase(Locale.ROOT),
                hex(letters.colour()),
                letters.bold() ? " font-weight=\"bold\"" : "",
                Markup.escaped(text)));
  }

  private void fill(Color colour) {
    svg.append(" fill=\"%s\"".formatted(hex(colour)));
    if (colour.getAlpha() < 255) {
      svg.append(" fill-opacity=\"%s\"".formatted(n(colour.getAlpha() / 255.0)));
    }
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
