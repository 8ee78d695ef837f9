package org.hyperprism.topology.drawing;

/** Walks the pairs (first < second) of m devices in lexicographic order, by ascending index. */
public final class PairCursor {

  private final int devices;
  private long rowStart;
  private int first;
  private int second;

  /** Stands at no pair until it is moved to one. */
  public PairCursor(int devices) {
    this.devices = devices;
  }

  /** How many pairs there are: m (m-1) / 2, the possible links. */
  public static long pairs(int devices) {
    return (long) devices * (devices - 1) / 2;
  }

  /**
   * Goes to the pair of an index.
   *
   * @param index in [0, m (m-1) / 2), not below the one before
   */
  public void moveTo(long index) {
    while (index - rowStart >= devices - 1 - first) {
      rowStart += devices - 1 - first;
      first++;
    }
    second = (int) (first + 1 + index - rowStart);
  }

  /** The lower id of the pair. */
  public int first() {
    return first;
  }

  /** The higher id of the pair. */
  public int second() {
    return second;
  }
}
