package org.hyperprism.report.links;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws as pixels. */
final class BitmapCanvas implements Canvas {

  private final BufferedImage image;
  private final Graphics2D graphics;

  BitmapCanvas(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
  }

  /** The picture; nothing may be drawn afterwards. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, Color colour, double width) {
    stroke(colour, width);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void disc(double x, double y, double radius, Color fill, Color rim, double rimWidth) {
    Ellipse2D disc = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setColor(fill);
    graphics.fill(disc);
    stroke(rim, rimWidth);
    graphics.draw(disc);
  }

  @Override
  public void frame(double x, double y, double width, double height, Color colour) {
    stroke(colour, 1);
    graphics.draw(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void bar(double x, double y, double width, double height, Color fill) {
    graphics.setColor(fill);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void begin(String part) {
    // Pixels have no parts.
  }

  @Override
  public void end() {
    // As above.
  }

  @Override
  public void text(String text, double x, double y, Anchor anchor, Letters letters) {
    graphics.setFont(
        new Font(Font.SANS_SERIF, letters.bold() ? Font.BOLD : Font.PLAIN, letters.size()));
    graphics.setColor(letters.colour());
    int width = graphics.getFontMetrics().stringWidth(text);
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2.0;
          case END -> x - width;
        };
    graphics.drawString(text, (float) left, (float) y);
  }

  private void stroke(Color colour, double width) {
    graphics.setColor(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }
}
