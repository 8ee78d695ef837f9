package org.hyperprism.shift;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.picture.Drawing;

/** Images as devices see them and as they are in each concept: a row for each, with labels. */
public final class ShiftPicture {

  private static final int CELL = 56;
  private static final int GAP = 6;
  private static final int LABEL = 18;
  private static final int TITLE = 40;
  private static final int NAME = 200;
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private ShiftPicture() {}

  /**
   * Images in a row.
   *
   * @param name stands before them
   * @param images whose labels stand below each
   */
  public record Row(String name, Samples images) {}

  /**
   * The picture as the bytes of a PNG file.
   *
   * @param rows at least one; of images of one or three channels of 0 to 1
   * @param title stands above the picture
   * @throws EnvironmentException if this Java cannot draw letters, as on machines without any font
   */
  public static byte[] png(List<Row> rows, String title) {
    return Drawing.of(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try {
            ImageIO.write(draw(rows, title), "png", bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return bytes.toByteArray();
        });
  }

  private static BufferedImage draw(List<Row> rows, String title) {
    int columns = rows.stream().mapToInt(row -> row.images().count()).max().orElse(0);
    BufferedImage measured = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    int titleWidth = measured.createGraphics().getFontMetrics(BOLD).stringWidth(title);
    int width = Math.max(NAME + columns * (CELL + GAP) + GAP, titleWidth + 4 * GAP);
    int height = TITLE + rows.size() * (CELL + LABEL + GAP) + GAP;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setFont(BOLD);
    graphics.drawString(title, 2 * GAP, TITLE - 2 * GAP);
    graphics.setFont(PLAIN);
    FontMetrics metrics = graphics.getFontMetrics();
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      int top = TITLE + r * (CELL + LABEL + GAP);
      graphics.drawString(row.name(), 2 * GAP, top + CELL / 2 + metrics.getAscent() / 2);
      for (int i = 0; i < row.images().count(); i++) {
        int left = NAME + i * (CELL + GAP);
        graphics.drawImage(image(row.images(), i), left, top, CELL, CELL, null);
        String label = Integer.toString(row.images().label(i));
        graphics.drawString(
            label,
            left + (CELL - metrics.stringWidth(label)) / 2,
            top + CELL + metrics.getAscent());
      }
    }
    graphics.dispose();
    return picture;
  }

  private static BufferedImage image(Samples samples, int sample) {
    FeatureShape shape = samples.shape();
    float[] features = new float[shape.features()];
    samples.copyFeatures(sample, features, 0);
    int size = shape.height() * shape.width();
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < size; pixel++) {
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        float value = features[Math.min(channel, shape.channels() - 1) * size + pixel];
        colour = colour << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
      }
      image.setRGB(
          Math.floorMod(pixel, shape.width()), Math.floorDiv(pixel, shape.width()), colour);
    }
    return image;
  }
}
