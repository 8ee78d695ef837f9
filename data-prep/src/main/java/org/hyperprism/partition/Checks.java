package org.hyperprism.partition;

import java.util.Arrays;
import org.hyperprism.failure.ConfigurationException;

/** The conditions that every scheme puts on its input. */
final class Checks {

  private Checks() {}

  /**
   * @throws ConfigurationException if devices is below 1 or above the number of samples
   * @throws IllegalArgumentException if a label is out of range
   */
  static void input(int[] labels, int classes, int devices) {
    if (devices < 1) {
      throw new ConfigurationException(
          "devices is " + devices + "; expected at least 1: raise devices");
    }
    if (devices > labels.length) {
      throw new ConfigurationException(
          String.format(
              "devices is %d, but the training set has only %d samples; expected at most one device"
                  + " per sample: lower devices",
              devices, labels.length));
    }
    if (Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classes)) {
      throw new IllegalArgumentException("a label lies outside 0 to " + (classes - 1));
    }
  }

  /**
   * @param key the setting's name
   * @param alpha concentration of a Dirichlet distribution
   * @throws ConfigurationException if it is not finite and above 0
   */
  static void concentration(String key, double alpha) {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new ConfigurationException(
          String.format("%s is %s; expected a finite number above 0, for example 0.3", key, alpha));
    }
  }

  /**
   * @param key the setting's name
   * @param minimum fewest samples of a device
   * @throws ConfigurationException if there are not that many for every device
   */
  static void enough(String key, int[] labels, int devices, int minimum) {
    if ((long) devices * minimum > labels.length) {
      throw new ConfigurationException(
          String.format(
              "%s is %d for %d devices, which needs %d samples, but the training set has only %d: lower"
                  + " %s or devices",
              key, minimum, devices, (long) devices * minimum, labels.length, key));
    }
  }

  /**
   * @param key the setting's name
   * @throws ConfigurationException if the value is below the least one allowed
   */
  static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new ConfigurationException(
          String.format("%s is %d; expected at least %d: raise %s", key, value, least, key));
    }
  }
}
