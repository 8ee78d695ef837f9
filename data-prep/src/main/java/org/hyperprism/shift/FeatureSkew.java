package org.hyperprism.shift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureView;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * Devices that see their samples each in a way of its own: turned by an angle, blurred, with noise,
 * in this order. The amounts are those of the device for all rounds; of the three draws of a device
 * none depends on which of them are used.
 *
 * @param settings the largest amounts
 * @param random the experiment's streams
 */
public record FeatureSkew(FeatureSkewSettings settings, RandomStreams random)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** All devices see samples as they are. */
  public static final FeatureSkew NONE =
      new FeatureSkew(FeatureSkewSettings.NONE, new RandomStreams(0));

  /** Whether any device sees samples otherwise than as they are. */
  public boolean isOn() {
    return settings.isOn();
  }

  /**
   * A device's own samples as it has them, in the type that they are stored in.
   *
   * @param own in the order of the data set
   */
  public Samples of(Samples own, int device) {
    return isOn() ? own.changedBy(view(own.shape(), device, false)) : own;
  }

  /** The samples of the evaluation as a device would have them. */
  public Samples ofTest(Samples test, int device) {
    return isOn() ? test.changedBy(view(test.shape(), device, true)) : test;
  }

  private FeatureView view(FeatureShape shape, int device, boolean ofTest) {
    UniformRandomProvider stream = random.stream(Purpose.FEATURE_SKEW, device, 0);
    double angle = settings.rotation() * (2 * stream.nextDouble() - 1);
    double blur = settings.blur() * stream.nextDouble();
    double noise = settings.noise() * stream.nextDouble();
    List<FeatureView> views = new ArrayList<>();
    if (angle != 0) {
      views.add(new Rotation(shape, angle));
    }
    if (blur > 0) {
      views.add(new GaussianBlur(shape, blur));
    }
    if (noise > 0) {
      views.add(new FeatureNoise(shape.features(), noise, random, device, ofTest));
    }
    return (sample, features, offset) -> {
      for (FeatureView each : views) {
        each.apply(sample, features, offset);
      }
    };
  }
}
