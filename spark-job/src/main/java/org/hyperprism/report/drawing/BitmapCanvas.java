package org.hyperprism.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws as pixels. */
public final class BitmapCanvas implements Canvas {

  private final BufferedImage image;
  private final Graphics2D graphics;

  public BitmapCanvas(int width, int height) {
    this(width, height, 1);
  }

  /**
   * A picture with more dots than the drawing has pixels.
   *
   * @param width of the drawing, in its pixels
   * @param height of the drawing, in its pixels
   * @param scale dots a pixel, above 0
   */
  public BitmapCanvas(double width, double height, double scale) {
    image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
  }

  /** The picture; nothing may be drawn afterwards. */
  public BufferedImage image() {
    graphics.dispose();
    return image;
  }

  /** The picture as a PNG file; nothing may be drawn afterwards. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such failures
    }
    return bytes.toByteArray();
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, Color colour, double width) {
    stroke(colour, width);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void path(double[] x, double[] y, Color colour, double width, List<Double> dashes) {
    graphics.setColor(colour);
    float[] lengths = new float[dashes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dashes.get(i).floatValue();
    }
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            lengths.length == 0 ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            lengths.length == 0 ? null : lengths,
            0));
    graphics.draw(outline(x, y));
  }

  @Override
  public void strokes(List<double[]> ends, Color colour, double width) {
    for (double[] end : ends) {
      if (end[0] == end[2] && end[1] == end[3]) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(end[0] - width / 2, end[1] - width / 2, width, width));
      } else {
        line(end[0], end[1], end[2], end[3], colour, width);
      }
    }
  }

  @Override
  public void shape(double[] x, double[] y, Color fill) {
    Path2D shape = outline(x, y);
    shape.closePath();
    graphics.setColor(fill);
    graphics.fill(shape);
  }

  private static Path2D outline(double[] x, double[] y) {
    Path2D outline = new Path2D.Double();
    outline.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      outline.lineTo(x[i], y[i]);
    }
    return outline;
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
        new Font(Font.SANS_SERIF, letters.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) letters.size()));
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
