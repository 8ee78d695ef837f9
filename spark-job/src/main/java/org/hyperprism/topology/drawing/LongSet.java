package org.hyperprism.topology.drawing;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A set of numbers >= 0 in one array: open addressing with linear probing, at most half full.
 * Removal moves the numbers behind the gap back (Knuth, TAOCP vol. 3, sec. 6.4, algorithm R).
 */
public final class LongSet {

  private static final long FREE = -1;
  private static final long SCATTER = 0x9e3779b97f4a7c15L;

  private final long[] slots;
  private final int shift;
  private int size;

  /**
   * @param most the largest number of members the set will ever have, below 2^29
   */
  public LongSet(long most) {
    int bits = 65 - Long.numberOfLeadingZeros(Math.max(1, most));
    if (bits > 30) {
      throw new IllegalArgumentException("a set of %d numbers does not fit".formatted(most));
    }
    slots = new long[1 << bits];
    Arrays.fill(slots, FREE);
    shift = 64 - bits;
  }

  /** {@code count} distinct numbers of [0, bound), uniform (Floyd, CACM 30(9), 1987). */
  public static LongSet drawn(long bound, long count, UniformRandomProvider random) {
    LongSet chosen = new LongSet(count);
    for (long upper = bound - count; upper < bound; upper++) {
      long candidate = random.nextLong(upper + 1);
      if (!chosen.add(candidate)) {
        chosen.add(upper);
      }
    }
    return chosen;
  }

  /** Adds a number and says whether it is new. */
  public boolean add(long value) {
    int slot = slotOf(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    return true;
  }

  /** Whether a number is in the set. */
  public boolean contains(long value) {
    return slots[slotOf(value)] == value;
  }

  /** Takes out a number that is in the set. */
  public void remove(long value) {
    int gap = slotOf(value);
    int slot = gap;
    while (true) {
      slots[gap] = FREE;
      int home;
      do {
        slot = next(slot);
        if (slots[slot] == FREE) {
          size--;
          return;
        }
        home = home(slots[slot]);
        // A number whose own place lies behind the gap (cyclically) must stay.
      } while (gap <= slot ? gap < home && home <= slot : gap < home || home <= slot);
      slots[gap] = slots[slot];
      gap = slot;
    }
  }

  /** The members, ascending. */
  public long[] sorted() {
    long[] members = new long[size];
    int next = 0;
    for (long slot : slots) {
      if (slot != FREE) {
        members[next++] = slot;
      }
    }
    Arrays.sort(members);
    return members;
  }

  private int slotOf(long value) {
    int slot = home(value);
    while (slots[slot] != FREE && slots[slot] != value) {
      slot = next(slot);
    }
    return slot;
  }

  private int home(long value) {
    return (int) ((value * SCATTER) >>> shift);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}
