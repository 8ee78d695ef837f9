package org.hyperprism.engine;

import java.util.Random;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;

/** Samples of three Gaussian classes; sample s is of class s mod 3. */
final class GaussianClasses {

  static final int CLASSES = 3;

  private GaussianClasses() {}

  /** Pictures of one channel whose every third value is raised by 1 for their class. */
  static Samples samples(long seed, int count, int height, int width) {
    return Samples.ofFloats(
        new FeatureShape(1, height, width),
        CLASSES,
        values(seed, count, height * width),
        labels(count));
  }

  static float[] values(long seed, int count, int features) {
    Random random = new Random(seed);
    float[] values = new float[count * features];
    int[] labels = labels(count);
    for (int i = 0; i < count; i++) {
      for (int f = 0; f < features; f++) {
        boolean raised = f % CLASSES == labels[i];
        values[i * features + f] = (float) random.nextGaussian() + (raised ? 1 : 0);
      }
    }
    return values;
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }
}
