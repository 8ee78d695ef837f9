package org.hyperprism.shift;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.FeatureView;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.random.StandardNormal;

/**
 * Gaussian noise on every feature, the same whenever the sample is read.
 *
 * @param features of a sample
 * @param deviation standard deviation, > 0
 * @param random the experiment's streams
 * @param device whose samples these are
 * @param ofTest whether they are those of the evaluation, and not the device's own
 */
record FeatureNoise(
    int features, double deviation, RandomStreams random, int device, boolean ofTest)
    implements FeatureView {

  private static final long serialVersionUID = 1L;

  @Override
  public void apply(int sample, float[] values, int offset) {
    UniformRandomProvider stream =
        random.stream(Purpose.FEATURE_NOISE, device, ofTest ? -1L - sample : sample);
    for (int k = offset; k < offset + features; k++) {
      values[k] = (float) (values[k] + deviation * StandardNormal.draw(stream));
    }
  }
}
