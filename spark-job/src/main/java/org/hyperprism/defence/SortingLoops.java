package org.hyperprism.defence;

/**
 * The loops of {@link OrderStatistics}: {@link ScalarSortingLoops} in plain Java and {@code
 * SimdSortingLoops} in vectors, with the same bits.
 */
interface SortingLoops {

  /**
   * What is taken off the bits of a number for its key. The key of minus infinity becomes the
   * smallest integer, and those of negative numbers that are none pass to the other end.
   */
  int SHIFT = 0x7fffff;

  /**
   * Integers that are in the order of numbers, as {@link Float#compare} has it; what is not a
   * number comes last.
   *
   * @param keys receives int32[length]
   */
  void toKeys(float[] numbers, int offset, int length, int[] keys);

  /** Lets each pair change places where the first is larger. */
  void exchange(int[] low, int[] high, int length);

  /** The bits of a float32 or, from these, its bits again, in the order of the numbers. */
  static int flipped(int bits) {
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }
}
