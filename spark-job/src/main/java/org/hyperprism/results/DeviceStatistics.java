package org.hyperprism.results;

import java.util.Arrays;

/**
 * Mean, standard deviation (of the population), smallest and largest of one number per device,
 * summed in ascending device id.
 */
public record DeviceStatistics(
    double mean, double standardDeviation, double smallest, double largest) {

  /**
   * Of the finite numbers alone: where {@code train.onDivergence} lets a run go on, some devices
   * may have none.
   */
  public static DeviceStatistics ofFinite(double[] perDevice) {
    return of(Arrays.stream(perDevice).filter(Double::isFinite).toArray());
  }

  public static DeviceStatistics of(double[] perDevice) {
    double sum = 0;
    for (double value : perDevice) {
      sum += value;
    }
    double mean = sum / perDevice.length;
    double squares = 0;
    for (double value : perDevice) {
      squares += (value - mean) * (value - mean);
    }
    return new DeviceStatistics(
        mean,
        Math.sqrt(squares / perDevice.length),
        Arrays.stream(perDevice).min().orElse(Double.NaN),
        Arrays.stream(perDevice).max().orElse(Double.NaN));
  }
}
