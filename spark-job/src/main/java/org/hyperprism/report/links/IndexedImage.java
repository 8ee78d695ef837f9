package org.hyperprism.report.links;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/**
 * A picture with at most 256 colours, as GIF wants it: the most frequent ones of the picture, in 32
 * steps of each of red, green and blue, and the nearest of them for the others.
 */
final class IndexedImage {

  private static final int MOST = 256;

  private IndexedImage() {}

  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    long[] frequency = new long[1 << 15];
    for (int pixel : pixels) {
      frequency[coarse(pixel)]++;
    }
    // Frequent first, lower colour first among equals.
    long[] order = new long[frequency.length];
    for (int colour = 0; colour < order.length; colour++) {
      order[colour] = (-frequency[colour] << 15) + colour;
    }
    Arrays.sort(order);
    int colours = (int) Math.min(MOST, Arrays.stream(frequency).filter(count -> count > 0).count());
    int[] palette = new int[colours];
    for (int i = 0; i < colours; i++) {
      palette[i] = fine((int) (order[i] & 0x7fff));
    }
    byte[] nearest = new byte[frequency.length];
    for (int colour = 0; colour < nearest.length; colour++) {
      nearest[colour] = frequency[colour] == 0 ? 0 : (byte) nearest(palette, fine(colour));
    }
    BufferedImage indexed =
        new BufferedImage(
            width,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, colours, palette, 0, false, -1, 0));
    byte[] line = new byte[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        line[x] = nearest[coarse(pixels[y * width + x])];
      }
      indexed.getRaster().setDataElements(0, y, width, 1, line);
    }
    return indexed;
  }

  private static int coarse(int pixel) {
    return ((pixel >> 19) & 31) << 10 | ((pixel >> 11) & 31) << 5 | ((pixel >> 3) & 31);
  }

  /** White stays white and black stays black. */
  private static int fine(int colour) {
    return channel(colour >> 10) << 16 | channel(colour >> 5) << 8 | channel(colour);
  }

  private static int channel(int bits) {
    int five = bits & 31;
    return five << 3 | five >> 2;
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int red = (palette[i] >> 16 & 255) - (colour >> 16 & 255);
      int green = (palette[i] >> 8 & 255) - (colour >> 8 & 255);
      int blue = (palette[i] & 255) - (colour & 255);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
