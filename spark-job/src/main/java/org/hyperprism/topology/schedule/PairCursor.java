package org.hyperprism.topology.schedule;

/** Walks the pairs (first < second) of m devices in lexicographic order, by ascending index. */
final class PairCursor {

  private final int devices;
  private long rowStart;
  private int first;
  private int second;

  PairCursor(int devices) {
    this.devices = devices;
  }

  /**
   * Goes to the pair of an index.
   *
   * @param index in [0, m (m-1) / 2), not below the one before
   */
  void moveTo(long index) {
    while (index - rowStart >= devices - 1 - first) {
      rowStart += devices - 1 - first;
      first++;
    }
    second = (int) (first + 1 + index - rowStart);
  }

  int first() {
    return first;
  }

  int second() {
    return second;
  }
}
