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
}
