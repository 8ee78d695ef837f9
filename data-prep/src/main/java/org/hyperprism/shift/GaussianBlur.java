package org.hyperprism.shift;

import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureView;

/**
 * Images blurred by a Gaussian kernel, cut off at three standard deviations; pixels beyond the edge
 * are as those at the edge.
 */
public final class GaussianBlur implements FeatureView {

  private static final long serialVersionUID = 1L;

  private final FeatureShape shape;

  /** float[2 radius + 1] with sum 1. */
  private final float[] kernel;

  /**
   * @param shape of images
   * @param deviation standard deviation of the kernel in pixels, > 0
   */
  public GaussianBlur(FeatureShape shape, double deviation) {
    this.shape = shape;
    int radius = (int) Math.ceil(3 * deviation);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double distance = (k - radius) / deviation;
      weights[k] = StrictMath.exp(-distance * distance / 2);
      sum += weights[k];
    }
    this.kernel = new float[weights.length];
    for (int k = 0; k < weights.length; k++) {
      kernel[k] = (float) (weights[k] / sum);
    }
  }

  @Override
  public void apply(int sample, float[] features, int offset) {
    int height = shape.height();
    int width = shape.width();
    float[] before = new float[Math.max(height, width)];
    for (int channel = 0; channel < shape.channels(); channel++) {
      int begin = offset + channel * height * width;
      for (int row = 0; row < height; row++) {
        line(features, begin + row * width, 1, width, before);
      }
      for (int column = 0; column < width; column++) {
        line(features, begin + column, width, height, before);
      }
    }
  }

  /** Blurs {@code length} values from {@code first} on, {@code step} apart. */
  private void line(float[] values, int first, int step, int length, float[] before) {
    for (int i = 0; i < length; i++) {
      before[i] = values[first + i * step];
    }
    int radius = kernel.length / 2;
    for (int i = 0; i < length; i++) {
      float sum = 0;
      for (int k = 0; k < kernel.length; k++) {
        sum += kernel[k] * before[Math.max(0, Math.min(length - 1, i + k - radius))];
      }
      values[first + i * step] = sum;
    }
  }
}
