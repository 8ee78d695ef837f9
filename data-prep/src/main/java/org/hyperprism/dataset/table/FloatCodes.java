package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers bit patterns of float32 in the order in which they come. */
final class FloatCodes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** So many get a number. */
  static final int MOST = 256;

  private static final int SLOTS = 4 * MOST;

  private final float[] values = new float[MOST];

  /** The bit pattern in a slot, if it has a code; beside it, so that to find one is one look. */
  private final int[] patternOfSlot = new int[SLOTS];

  private final short[] codeOfSlot = new short[SLOTS];
  private int count;

  FloatCodes() {
    Arrays.fill(codeOfSlot, (short) -1);
  }

  /** The number of a value, from 0; -1 where there are too many. */
  int of(float value) {
    int pattern = Float.floatToRawIntBits(value);
    int slot = (pattern * 0x9e3779b9) >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
    int code;
    while ((code = codeOfSlot[slot]) >= 0) {
      if (patternOfSlot[slot] == pattern) {
        return code;
      }
      slot = (slot + 1) % SLOTS;
    }
    if (count == MOST) {
      return -1;
    }
    values[count] = value;
    patternOfSlot[slot] = pattern;
    codeOfSlot[slot] = (short) count;
    return count++;
  }

  /** How many have a number. */
  int count() {
    return count;
  }

  /** The value of a number. */
  float value(int code) {
    return values[code];
  }
}
