package org.hyperprism.simulation;

/**
 * Devices that were measured. Speed is what Linpack (HPL, double precision, all cores) reached,
 * which is an upper bound for training of small models; watts are those at the wall during Linpack
 * and idle, as published in <a
 * href="https://github.com/geerlingguy/sbc-reviews/blob/master/web/data/results.yml">sbc-reviews</a>.
 * To the idle watts a radio adds while it sends or receives what ns-3's {@code
 * WifiRadioEnergyModel} has by default: 0.380 A and 0.313 A, against 0.273 A when idle, at 3 V.
 */
public enum DeviceProfile {
  /** 11.774 Gflop/s; 7.2 W and 1.6 W (sbc-reviews, issue 4). */
  RASPBERRY_PI_4(11.774e9, 7.2, 1.6),
  /** 37.888 Gflop/s; 13.8 W and 2.8 W (sbc-reviews, issue 21). */
  RASPBERRY_PI_5(37.888e9, 13.8, 2.8),
  /** 53.33 Gflop/s; 11.5 W and 1.0 W (sbc-reviews, issue 5). */
  ORANGE_PI_5(53.33e9, 11.5, 1.0),
  /** 2.06 Gflop/s; 4.7 W and 3.0 W (sbc-reviews, issue 46). */
  MILK_V_MARS(2.06e9, 4.7, 3.0),
  /** 9.597 Gflop/s; 3.5 W and 0.5 W (sbc-reviews, issue 83). */
  ARDUINO_UNO_Q(9.597e9, 3.5, 0.5);

  private static final double RADIO_VOLTS = 3;
  private static final double SENDING = RADIO_VOLTS * (0.380 - 0.273);
  private static final double RECEIVING = RADIO_VOLTS * (0.313 - 0.273);

  private final double speed;
  private final double computing;
  private final double idle;

  DeviceProfile(double speed, double computing, double idle) {
    this.speed = speed;
    this.computing = computing;
    this.idle = idle;
  }

  /** Floating-point operations a second. */
  public double speed() {
    return speed;
  }

  /** Watts. */
  public Power power() {
    return new Power(computing, idle + SENDING, idle + RECEIVING, idle);
  }
}
