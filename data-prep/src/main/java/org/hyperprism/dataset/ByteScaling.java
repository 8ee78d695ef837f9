package org.hyperprism.dataset;

/** How unsigned bytes become float32 in [0, 1]; all ways give the same bits. */
@FunctionalInterface
public interface ByteScaling {

  /** Looks each value up. */
  ByteScaling TABLE =
      (bytes, from, length, target, offset) -> {
        for (int i = 0; i < length; i++) {
          target[offset + i] = ScaledBytes.TABLE[bytes[from + i] & 0xff];
        }
      };

  /**
   * Writes value / 255, rounded to the nearest float, for each of {@code length} unsigned bytes.
   *
   * @param from the first byte
   * @param offset where in {@code target} the first value goes
   */
  void scale(byte[] bytes, int from, int length, float[] target, int offset);

  /**
   * The unsigned byte that a float is the scaled value of.
   *
   * @return 0 to 255, or -1 if no byte gives these bits
   */
  static int unscaled(float value) {
    if (!(value >= 0 && value <= 1)) {
      return -1;
    }
    int nearest = Math.round(value * 255);
    return Float.floatToRawIntBits(ScaledBytes.TABLE[nearest]) == Float.floatToRawIntBits(value)
        ? nearest
        : -1;
  }
}
