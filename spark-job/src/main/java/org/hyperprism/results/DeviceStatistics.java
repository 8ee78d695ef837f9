package org.hyperprism.results;

import java.util.Arrays;

/**
 * One number per device in four, summed in ascending device id; NaN where there is no device.
 *
 * @param mean over the devices
 * @param standardDeviation of the population: the devices are all there are
 * @param smallest of the devices'
 * @param largest of the devices'
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

  /** Of all numbers. */
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
