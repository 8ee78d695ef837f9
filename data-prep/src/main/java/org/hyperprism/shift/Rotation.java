package org.hyperprism.shift;

import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureView;
import org.jspecify.annotations.Nullable;

/**
 * Images turned about their centre, anticlockwise: each pixel is the bilinear mean of the four
 * around the place it comes from, and 0 where that is outside.
 */
public final class Rotation implements FeatureView {

  private static final long serialVersionUID = 1L;

  /** Pixels around the place that a pixel comes from. */
  private static final int NEIGHBOURS = 4;

  private final FeatureShape shape;
  private final double degrees;

  /** Made where it is first used: it is larger than all else, and follows from the rest. */
  private transient volatile @Nullable Sources sources;

  /**
   * Where pixels come from.
   *
   * @param pixels int[height x width x 4]: places in a channel
   * @param shares float[height x width x 4]: their weights, 0 for places outside
   */
  private record Sources(int[] pixels, float[] shares) {}

  /**
   * @param shape of images
   * @param degrees any finite number
   */
  public Rotation(FeatureShape shape, double degrees) {
    this.shape = shape;
    this.degrees = degrees;
  }

  @Override
  public void apply(int sample, float[] features, int offset) {
    Sources from = sources;
    if (from == null) {
      from = sources();
      sources = from;
    }
    int size = shape.height() * shape.width();
    float[] before = new float[size];
    for (int channel = 0; channel < shape.channels(); channel++) {
      int begin = offset + channel * size;
      System.arraycopy(features, begin, before, 0, size);
      for (int pixel = 0; pixel < size; pixel++) {
        float sum = 0;
        for (int k = NEIGHBOURS * pixel; k < NEIGHBOURS * (pixel + 1); k++) {
          sum += from.shares[k] * before[from.pixels[k]];
        }
        features[begin + pixel] = sum;
      }
    }
  }

  private Sources sources() {
    int height = shape.height();
    int width = shape.width();
    int[] pixels = new int[NEIGHBOURS * height * width];
    float[] shares = new float[NEIGHBOURS * height * width];
    double cosine = StrictMath.cos(StrictMath.toRadians(degrees));
    double sine = StrictMath.sin(StrictMath.toRadians(degrees));
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    for (int pixel = 0; pixel < height * width; pixel++) {
      double down = Math.floorDiv(pixel, width) - middleRow;
      double right = Math.floorMod(pixel, width) - middleColumn;
      double row = middleRow + cosine * down + sine * right;
      double column = middleColumn - sine * down + cosine * right;
      for (int k = 0; k < NEIGHBOURS; k++) {
        int y = (int) Math.floor(row) + k / 2;
        int x = (int) Math.floor(column) + k % 2;
        if (y >= 0 && y < height && x >= 0 && x < width) {
          pixels[NEIGHBOURS * pixel + k] = y * width + x;
          shares[NEIGHBOURS * pixel + k] =
              (float) ((1 - Math.abs(row - y)) * (1 - Math.abs(column - x)));
        }
      }
    }
    return new Sources(pixels, shares);
  }
}
