package org.hyperprism.report.links;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.hyperprism.picture.Drawing;

/** Pictures one after the other, again and again, as a GIF file. */
final class AnimatedGif {

  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private AnimatedGif() {}

  /**
   * Makes the file, one frame in memory at a time.
   *
   * @param frames number of frames
   * @param hundredths of a second that each frame stays
   * @param frame makes the frames, from 0; all of one size
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  static byte[] of(int frames, int hundredths, IntFunction<BufferedImage> frame) {
    return Drawing.of(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
          try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
              BufferedImage image = IndexedImage.of(frame.apply(i));
              // Not by the image's type, which stands for colours that are not the image's own.
              IIOMetadata metadata =
                  writer.getDefaultImageMetadata(
                      new ImageTypeSpecifier(image.getColorModel(), image.getSampleModel()), null);
              describe(metadata, hundredths, i == 0);
              writer.writeToSequence(new IIOImage(image, List.of(), metadata), null);
            }
            writer.endWriteSequence();
          } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no such failures
          } finally {
            writer.dispose();
          }
          return bytes.toByteArray();
        });
  }

  private static void describe(IIOMetadata metadata, int hundredths, boolean first)
      throws IIOInvalidTreeException {
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(hundredths));
    control.setAttribute("transparentColorIndex", "0");
    root.appendChild(control);
    if (first) {
      IIOMetadataNode forever = new IIOMetadataNode("ApplicationExtension");
      forever.setAttribute("applicationID", "NETSCAPE");
      forever.setAttribute("authenticationCode", "2.0");
      forever.setUserObject(new byte[] {1, 0, 0});
      IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(forever);
      root.appendChild(extensions);
    }
    metadata.mergeTree(FORMAT, root);
  }
}
