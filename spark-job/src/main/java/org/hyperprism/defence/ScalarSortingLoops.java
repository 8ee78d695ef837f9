package org.hyperprism.defence;

/** The loops in plain Java. */
final class ScalarSortingLoops implements SortingLoops {

  @Override
  public void toKeys(float[] numbers, int offset, int length, int[] keys) {
    toKeys(numbers, offset, 0, length, keys);
  }

  static void toKeys(float[] numbers, int offset, int from, int length, int[] keys) {
    for (int k = from; k < length; k++) {
      keys[k] = SortingLoops.flipped(Float.floatToRawIntBits(numbers[offset + k])) - SHIFT;
    }
  }

  @Override
  public void exchange(int[] low, int[] high, int length) {
    exchange(low, high, 0, length);
  }

  static void exchange(int[] low, int[] high, int from, int length) {
    for (int k = from; k < length; k++) {
      int smaller = Math.min(low[k], high[k]);
      high[k] = Math.max(low[k], high[k]);
      low[k] = smaller;
    }
  }
}
