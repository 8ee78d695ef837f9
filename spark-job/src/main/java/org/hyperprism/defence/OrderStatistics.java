package org.hyperprism.defence;

import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.simd.KernelPair;
import org.hyperprism.simd.VectorModule;

/**
 * Vectors of order statistics: the r-th has, in each coordinate, the r-th smallest number that the
 * vectors have there. Their plain mean is a trimmed mean or a median; and as maps that grow keep
 * the order, a power mean of them is that of the numbers in the middle of the mapped space, too.
 */
final class OrderStatistics {

  /** Coordinates sorted together; those of some dozens of neighbours stay in the cache. */
  private static final int COLUMNS = 256;

  private static final KernelPair<SortingLoops> LOOPS =
      VectorModule.choose(
          SortingLoops.class, "org.hyperprism.defence.SimdSortingLoops", ScalarSortingLoops::new);

  private OrderStatistics() {}

  /**
   * The order statistics {@code [from, to)}, into as many rows of the scratch. The order is that of
   * {@link Float#compare}.
   *
   * @param left a member that has no part in them; negative for none
   */
  static void of(WeightedVectors vectors, int left, int from, int to, int length, Scratch scratch) {
    SortingLoops loops = LOOPS.serving();
    int count = vectors.size() - (left < 0 ? 0 : 1);
    float[][] statistics = new float[to - from][];
    for (int r = 0; r < statistics.length; r++) {
      statistics[r] = scratch.row(r, length);
    }
    SortingNetwork network = SortingNetwork.of(count, from, to);
    int[][] keys = new int[count][COLUMNS];
    for (int start = 0; start < length; start += COLUMNS) {
      int columns = Math.min(COLUMNS, length - start);
      int n = 0;
      for (int j = 0; j < vectors.size(); j++) {
        if (j != left) {
          loops.toKeys(vectors.array(j), vectors.offset(j) + start, columns, keys[n++]);
        }
      }
      network.sort(keys, columns, loops);
      for (int r = 0; r < statistics.length; r++) {
        toNumbers(keys[from + r], columns, statistics[r], start);
      }
    }
  }

  private static void toNumbers(int[] keys, int columns, float[] numbers, int offset) {
    for (int k = 0; k < columns; k++) {
      numbers[offset + k] =
          Float.intBitsToFloat(SortingLoops.flipped(keys[k] + SortingLoops.SHIFT));
    }
  }
}
