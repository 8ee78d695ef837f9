package org.hyperprism.simulation;

/**
 * The rates of IEEE 802.11a by the ratio of signal to noise. The standard (IEEE 802.11a-1999, table
 * 91) asks of a receiver that it can do with -82, -81, -79, -77, -74, -70, -66 and -65 dBm at 6, 9,
 * 12, 18, 24, 36, 48 and 54 Mbit/s, with a noise figure of 10 dB; noise is then at -174 dBm/Hz + 73
 * dB (20 MHz) + 10 dB = -91 dBm, and so the ratios are 9, 10, 12, 14, 17, 21, 25 and 26 dB.
 */
final class WifiRates {

  private static final double[] DECIBELS = {10, 12, 14, 17, 21, 25, 26};
  private static final double[] MEGABITS = {6, 9, 12, 18, 24, 36, 48, 54};
  private static final double MEGABIT = 1e6;

  private WifiRates() {}

  /**
   * The fastest rate that a link of this ratio carries, in bit/s; below 9 dB the slowest.
   *
   * @param snr mean ratio of signal to noise, in dB
   */
  static double at(double snr) {
    int rate = 0;
    while (rate < DECIBELS.length && snr >= DECIBELS[rate]) {
      rate++;
    }
    return MEGABIT * MEGABITS[rate];
  }
}
