package org.hyperprism.experiment.input;

import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.shift.ConceptDrift;
import org.hyperprism.shift.DatasetShift;
import org.hyperprism.shift.FeatureSkew;

/** From the settings below {@code featureSkew} and {@code drift} to what they describe. */
public final class ShiftSource {

  private ShiftSource() {}

  /**
   * What becomes of the samples of an experiment.
   *
   * @param test samples of their shape and classes
   * @throws ConfigurationException if they cannot be turned or blurred, or have too few classes
   */
  public static DatasetShift of(ExperimentConfiguration configuration, Samples test) {
    FeatureShape shape = test.shape();
    if (shape.height() == 1) {
      requireImages("featureSkew.rotation", configuration.featureSkew().rotation(), shape);
      requireImages("featureSkew.blur", configuration.featureSkew().blur(), shape);
      requireImages("drift.rotation", configuration.drift().rotation(), shape);
    }
    if (configuration.drift().isOn() && configuration.drift().classes() > test.classes()) {
      throw new ConfigurationException(
          "drift.classes is %d, but the data have %d classes; expected at most as many"
              .formatted(configuration.drift().classes(), test.classes()));
    }
    RandomStreams random = new RandomStreams(configuration.seed());
    return new DatasetShift(
        configuration.featureSkew().isOn()
            ? new FeatureSkew(configuration.featureSkew(), random)
            : FeatureSkew.NONE,
        configuration.drift().isOn()
            ? new ConceptDrift(configuration.drift(), shape, test.classes(), random)
            : ConceptDrift.NONE);
  }

  private static void requireImages(String key, double value, FeatureShape shape) {
    if (value != 0) {
      throw new ConfigurationException(
          "%s is %s, but the samples are rows of %d numbers; expected 0, or images"
              .formatted(key, value, shape.features()));
    }
  }
}
