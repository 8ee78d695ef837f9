package org.hyperprism.dataset;

import java.io.Serializable;
import org.hyperprism.failure.DataException;

/**
 * The shape of one sample's features, laid out channel by channel, row by row.
 *
 * <p>A grey image of 28 x 28 pixels is {@code 1 x 28 x 28}; a table row of n numbers is {@code 1 x
 * 1 x n}.
 *
 * @param channels colour channels, at least 1
 * @param height rows of pixels, at least 1
 * @param width pixels in a row, at least 1
 */
public record FeatureShape(int channels, int height, int width) implements Serializable {

  /**
   * @throws DataException if an extent is below 1 or their product passes 2^31 - 1
   */
  public FeatureShape {
    if (channels < 1
        || height < 1
        || width < 1
        || (long) channels * height > Integer.MAX_VALUE / width) {
      throw new DataException(
          String.format(
              "the feature shape is %d x %d x %d (channels x height x width);"
                  + " each extent must be at least 1 and their product at most %d",
              channels, height, width, Integer.MAX_VALUE));
    }
  }

  /** The shape of a table row of {@code features} numbers. */
  public static FeatureShape ofTable(int features) {
    return new FeatureShape(1, 1, features);
  }

  /** Numbers per sample: channels x height x width. */
  public int features() {
    return channels * height * width;
  }

  /** {@code channels x height x width}, for example {@code 3 x 32 x 32}. */
  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
