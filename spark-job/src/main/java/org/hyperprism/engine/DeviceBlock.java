package org.hyperprism.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The vectors of the devices [first, first + count): {@code vectors[v]} is
 * float[count][parameters], row-major. Never changed once it has left the function that made it.
 */
final class DeviceBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int first;
  private final int count;
  private final int parameters;
  private final float[][] vectors;

  DeviceBlock(int first, int count, int parameters, float[][] vectors) {
    for (float[] vector : vectors) {
      if (vector.length != (long) count * parameters) {
        throw new IllegalArgumentException(
            "a vector of %d devices with %d parameters has %d numbers, not %d"
                .formatted(count, parameters, (long) count * parameters, vector.length));
      }
    }
    this.first = first;
    this.count = count;
    this.parameters = parameters;
    this.vectors = vectors;
  }

  /** A block of {@code vectorCount} vectors of zeros. */
  static DeviceBlock zeros(int first, int count, int parameters, int vectorCount) {
    return new DeviceBlock(
        first, count, parameters, new float[vectorCount][Math.multiplyExact(count, parameters)]);
  }

  /** A copy whose vectors beyond this block's are zeros. */
  DeviceBlock copyWithVectors(int vectorCount) {
    float[][] copy = new float[vectorCount][];
    for (int v = 0; v < vectorCount; v++) {
      copy[v] = v < vectors.length ? vectors[v].clone() : new float[count * parameters];
    }
    return new DeviceBlock(first, count, parameters, copy);
  }

  int first() {
    return first;
  }

  int count() {
    return count;
  }

  int parameters() {
    return parameters;
  }

  float[][] vectors() {
    return vectors;
  }

  /** Where the vectors of the {@code index}-th device of the block begin. */
  int offset(int index) {
    return index * parameters;
  }

  /** CRC-32 of each device's model as little-endian float32. */
  long[] checksums() {
    long[] checksums = new long[count];
    byte[] bytes = new byte[4 * parameters];
    for (int i = 0; i < count; i++) {
      FloatBytes.put(vectors[0], offset(i), parameters, bytes, 0);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      checksums[i] = crc.getValue();
    }
    return checksums;
  }

  @Override
  public String toString() {
    return "devices %d to %d, %d vectors of %d parameters: %08x"
        .formatted(
            first, first + count - 1, vectors.length, parameters, Arrays.deepHashCode(vectors));
  }
}
