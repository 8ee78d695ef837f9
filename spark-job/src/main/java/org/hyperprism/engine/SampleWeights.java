package org.hyperprism.engine;

import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.partition.Assignment;

/**
 * Weights of samples, as Spark MLlib means them: a loss is the sum of weight times loss, over the
 * sum of the weights. Divided by their mean they do so in the plain mean over any uniform draw of
 * the samples, too, and weights that are all the same are 1.
 */
public final class SampleWeights {

  private SampleWeights() {}

  /**
   * The same samples with their weights divided.
   *
   * @param own samples of a device, with weights
   * @param mean what these are divided by; 0 for their own mean, which is not 0
   */
  static Samples relative(Samples own, double mean) {
    double divisor = mean == 0 ? mean(own) : mean;
    float[] relative = new float[own.count()];
    for (int sample = 0; sample < relative.length; sample++) {
      relative[sample] = (float) (own.weight(sample) / divisor);
    }
    return own.weighted(relative);
  }

  /** The mean weight of samples. */
  public static double mean(Samples samples) {
    double sum = 0;
    for (int sample = 0; sample < samples.count(); sample++) {
      sum += samples.weight(sample);
    }
    return sum / samples.count();
  }

  /**
   * Checks that every device has something to learn from.
   *
   * @throws DataException if the weights of a device are all 0
   */
  public static void check(Samples samples, Assignment assignment) {
    for (int device = 0; device < assignment.devices(); device++) {
      boolean counts = false;
      int[] own = assignment.samplesOf(device);
      for (int sample : own) {
        counts |= samples.weight(sample) > 0;
      }
      if (!counts) {
        throw new DataException(
            "device %d has %d training samples, all with the weight 0; expected one above 0 on every device: drop rows of weight 0, spread the rows otherwise, or take fewer devices"
                .formatted(device, own.length));
      }
    }
  }
}
