package org.hyperprism.simulation;

import java.io.Serializable;

/**
 * What a device draws, all of it together, in watts >= 0.
 *
 * @param computing while it computes
 * @param sending while its radio sends
 * @param receiving while its radio receives
 * @param idle while it waits
 */
public record Power(double computing, double sending, double receiving, double idle)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Joules of a round. Every second costs what an idle one does, and more while the device does
   * something; a radio that sends and receives at once costs both.
   *
   * @param seconds of the whole round
   * @param computed seconds of it in which the device computes
   * @param sent seconds in which its radio sends
   * @param received seconds in which its radio receives
   */
  double joules(double seconds, double computed, double sent, double received) {
    return idle * seconds
        + (computing - idle) * computed
        + (sending - idle) * sent
        + (receiving - idle) * received;
  }
}
