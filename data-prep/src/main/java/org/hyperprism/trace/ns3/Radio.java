package org.hyperprism.trace.ns3;

/**
 * How far a device is heard.
 *
 * @param transmitPower in dBm, -50 to 60
 * @param pathLossExponent of the log-distance path loss, 1 to 10; 2 is free space, 3 a town
 * @param fading whether every frame meets Nakagami fading of shape 1 (Rayleigh's) besides
 */
public record Radio(double transmitPower, double pathLossExponent, boolean fading) {

  public static final double LEAST_POWER = -50;
  public static final double MOST_POWER = 60;

  /** 16 dBm, exponent 3, no fading. */
  public static final Radio STANDARD = new Radio(16, 3, false);

  /**
   * @throws org.hyperprism.failure.ConfigurationException if a number is out of its range
   */
  public Radio {
    Ranges.number("power", transmitPower, LEAST_POWER, MOST_POWER);
    Ranges.number("path-loss-exponent", pathLossExponent, 1, 10);
  }
}
