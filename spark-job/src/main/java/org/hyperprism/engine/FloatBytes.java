package org.hyperprism.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as little-endian bytes and back, in bulk. */
final class FloatBytes {

  private FloatBytes() {}

  static void put(float[] source, int offset, int count, byte[] target, int position) {
    ByteBuffer.wrap(target, position, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(source, offset, count);
  }

  static void get(byte[] source, int position, float[] target, int offset, int count) {
    ByteBuffer.wrap(source, position, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(target, offset, count);
  }
}
