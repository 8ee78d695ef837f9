package org.hyperprism.engine.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as little-endian bytes and back, in bulk. */
public final class FloatBytes {

  private FloatBytes() {}

  /**
   * Writes floats as bytes.
   *
   * @param source floats [offset, offset + count)
   * @param target bytes [position, position + 4 count)
   */
  public static void put(float[] source, int offset, int count, byte[] target, int position) {
    ByteBuffer.wrap(target, position, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(source, offset, count);
  }

  /**
   * Reads floats from bytes.
   *
   * @param source bytes [position, position + 4 count)
   * @param target floats [offset, offset + count)
   */
  public static void get(byte[] source, int position, float[] target, int offset, int count) {
    ByteBuffer.wrap(source, position, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(target, offset, count);
  }
}
