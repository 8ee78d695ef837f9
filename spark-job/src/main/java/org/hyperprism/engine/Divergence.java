package org.hyperprism.engine;

import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hyperprism.engine.block.DeviceBlock;
import org.jspecify.annotations.Nullable;

/**
 * A device whose numbers are no longer finite.
 *
 * @param phase when in the round: 0 for the local step, then 1 for each exchange
 * @param device the device
 * @param what which of its numbers, in words
 */
public record Divergence(int phase, int device, String what) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<Divergence> ORDER =
      Comparator.comparingInt(Divergence::phase).thenComparingInt(Divergence::device);

  /** The earlier of two; null stands for none. */
  static @Nullable Divergence first(@Nullable Divergence one, @Nullable Divergence other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return ORDER.compare(one, other) <= 0 ? one : other;
  }

  /** The first device of a block with a number that is NaN or infinite. */
  static @Nullable Divergence of(DeviceBlock block, int phase, String when) {
    return of(block, IntStream.range(0, block.count()).toArray(), phase, when);
  }

  /**
   * The same of some of its devices.
   *
   * @param changed indices of the devices that may have one, ascending
   */
  static @Nullable Divergence of(DeviceBlock block, int[] changed, int phase, String when) {
    for (int i : changed) {
      if (!block.isFinite(i)) {
        String what =
            block.hasFiniteVectors(i)
                ? "some of its scalars are not finite "
                : "its vectors hold numbers that are not finite ";
        return new Divergence(phase, block.first() + i, what + when);
      }
    }
    return null;
  }
}
