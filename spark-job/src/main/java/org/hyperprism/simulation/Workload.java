package org.hyperprism.simulation;

import java.io.Serializable;
import org.hyperprism.compression.LinkHistory;
import org.hyperprism.compression.MessageBytes;
import org.jspecify.annotations.Nullable;

/**
 * What a method has every device do in a round.
 *
 * @param steps local steps of each device, >= 1: int32[devices]
 * @param flopsOfGradient floating-point operations of one mini-batch gradient of each device, > 0:
 *     float64[devices]
 * @param exchanges in a round, >= 1
 * @param bytes of one message from a device to a neighbour, in one exchange, >= 0, without what is
 *     compressed
 * @param gradients how many gradients a number of steps takes
 * @param compressed bytes of what is compressed; null where nothing is
 * @param losses which messages are lost, and so take bytes again where they are compressed
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Workload(
    int[] steps,
    double[] flopsOfGradient,
    int exchanges,
    double bytes,
    Gradients gradients,
    @Nullable MessageBytes compressed,
    LinkHistory.Losses losses)
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
    this(
        steps,
        flopsOfGradient,
        exchanges,
        bytes,
        (count, linked) -> count,
        null,
        LinkHistory.Losses.NONE);
  }
}
