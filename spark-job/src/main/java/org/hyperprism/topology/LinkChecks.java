package org.hyperprism.topology;

import org.hyperprism.failure.ConfigurationException;

/** Checks of what schedules are made with; messages name the setting. */
public final class LinkChecks {

  private LinkChecks() {}

  /**
   * @throws ConfigurationException if there are fewer than {@code least} devices
   */
  public static void devices(int devices, int least) {
    atLeast("devices", devices, least);
  }

  /**
   * @throws ConfigurationException if a whole number is below {@code least}
   */
  public static void atLeast(String setting, int value, int least) {
    require(value >= least, setting, value, least + " or more");
  }

  /**
   * @throws ConfigurationException unless the value is in [0, 1]
   */
  public static void share(String setting, double value, String meaning) {
    require(value >= 0 && value <= 1, setting, value, "a number in [0, 1], " + meaning);
  }

  /**
   * @throws ConfigurationException unless the value is above 0 and finite
   */
  public static void positive(String setting, double value, String meaning) {
    require(
        value > 0 && value < Double.POSITIVE_INFINITY,
        setting,
        value,
        "a number above 0, " + meaning);
  }

  /**
   * @throws ConfigurationException unless {@code holds}
   */
  public static void require(boolean holds, String setting, Object value, String expected) {
    if (!holds) {
      throw new ConfigurationException("%s is %s; expected %s".formatted(setting, value, expected));
    }
  }
}
