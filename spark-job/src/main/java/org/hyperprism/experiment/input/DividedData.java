package org.hyperprism.experiment.input;

import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.shift.FeatureSkew;

/**
 * The data of a run, on its devices.
 *
 * @param name of the data set
 * @param training the training samples, without those that are set aside
 * @param evaluated the test samples or, in their place, the validation samples
 * @param summary who holds how many training samples of which class
 */
public record DividedData(
    String name, TrainingData training, Samples evaluated, PartitionSummary summary) {

  /** The same data, the training samples as their devices see them. */
  public DividedData seenBy(FeatureSkew skew) {
    return skew.isOn()
        ? new DividedData(name, new SkewedTrainingData(training, skew), evaluated, summary)
        : this;
  }
}
