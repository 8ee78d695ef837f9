package org.hyperprism.topology;

/**
 * Where the devices are in a round, for models of links that know it.
 *
 * @param x metres from the left edge of the area, {@code float64[devices]}
 * @param y metres from the lower edge of the area, {@code float64[devices]}
 */
public record DevicePositions(double[] x, double[] y) {

  /** Distance between two devices in metres. */
  public double distance(int first, int second) {
    return Math.hypot(x[first] - x[second], y[first] - y[second]);
  }
}
