package org.hyperprism.simulation;

import java.io.Serializable;

/**
 * What a method has every device do in a round.
 *
 * @param steps local steps of each device, >= 1: int32[devices]
 * @param flopsOfGradient floating-point operations of one mini-batch gradient of each device, > 0:
 *     float64[devices]
 * @param exchanges in a round, >= 1
 * @param bytes of one message from a device to a neighbour, in one exchange, >= 0
 * @param gradients how many gradients a number of steps takes
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Workload(
    int[] steps, double[] flopsOfGradient, int exchanges, double bytes, Gradients gradients)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many mini-batch gradients local steps take. */
  @FunctionalInterface
  public interface Gradients extends Serializable {

    /**
     * The number of them; does not fall as steps rise.
     *
     * @param steps >= 1
     * @param linked whether the device has a neighbour in the round
     */
    int of(int steps, boolean linked);
  }

  /** A gradient for every step. */
  public Workload(int[] steps, double[] flopsOfGradient, int exchanges, double bytes) {
    this(steps, flopsOfGradient, exchanges, bytes, (count, linked) -> count);
  }
}
