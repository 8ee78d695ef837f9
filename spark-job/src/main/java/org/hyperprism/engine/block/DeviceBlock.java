package org.hyperprism.engine.block;

import java.io.Serializable;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.hyperprism.math.SumOfSquares;

/**
 * The vectors of the devices [first, first + count), {@code vectors[v]} as
 * float[count][parameters], and their scalars, float[count][scalarsPerDevice], row-major. Never
 * changed once it has left the function that made it, but for one that an engine works on in place.
 */
public final class DeviceBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int first;
  private final int count;
  private final int parameters;
  private final float[][] vectors;
  private final float[] scalars;

  /**
   * A block of arrays that are given to it, not copied.
   *
   * @param first first device, >= 0
   * @param count devices, >= 1
   * @param parameters length of each vector of a device
   * @param vectors for each vector float32[count][parameters], row-major
   * @param scalars float32[count][scalarsPerDevice] scalars, row-major
   */
  public DeviceBlock(int first, int count, int parameters, float[][] vectors, float[] scalars) {
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
    if (scalars.length % count != 0) {
      throw new IllegalArgumentException(
          "%d scalars cannot be those of %d devices".formatted(scalars.length, count));
    }
    this.vectors = vectors;
    this.scalars = scalars;
  }

  /** A block of {@code vectorCount} vectors and {@code scalarsPerDevice} scalars of zeros. */
  public static DeviceBlock zeros(
      int first, int count, int parameters, int vectorCount, int scalarsPerDevice) {
    return new DeviceBlock(
        first,
        count,
        parameters,
        new float[vectorCount][Math.multiplyExact(count, parameters)],
        new float[Math.multiplyExact(count, scalarsPerDevice)]);
  }

  /** A copy whose vectors beyond this block's are zeros. */
  public DeviceBlock copyWithVectors(int vectorCount) {
    float[][] copy = new float[vectorCount][];
    for (int v = 0; v < vectorCount; v++) {
      copy[v] = v < vectors.length ? vectors[v].clone() : new float[count * parameters];
    }
    return new DeviceBlock(first, count, parameters, copy, scalars.clone());
  }

  /**
   * Takes over what some devices have.
   *
   * @param from a block of the same devices, left as it is
   * @param vectorCount vectors, from the first on; the scalars come too
   * @param indices of the devices in the block
   */
  public void takeOver(DeviceBlock from, int vectorCount, int[] indices) {
    int each = scalarsPerDevice();
    for (int index : indices) {
      int offset = offset(index);
      for (int v = 0; v < vectorCount; v++) {
        System.arraycopy(from.vectors[v], offset, vectors[v], offset, parameters);
      }
      System.arraycopy(from.scalars, index * each, scalars, index * each, each);
    }
  }

  /** Makes the vectors of some devices zeros, from the {@code firstVector}-th on. */
  public void clear(int firstVector, int[] indices) {
    for (int index : indices) {
      for (int v = firstVector; v < vectors.length; v++) {
        Arrays.fill(vectors[v], offset(index), offset(index) + parameters, 0);
      }
    }
  }

  /** The same devices with the first {@code vectorCount} vectors alone, not copied. */
  public DeviceBlock withFirstVectors(int vectorCount) {
    return new DeviceBlock(first, count, parameters, Arrays.copyOf(vectors, vectorCount), scalars);
  }

  /** The same devices with their models alone, not copied. */
  public DeviceBlock modelsAlone() {
    return new DeviceBlock(first, count, parameters, Arrays.copyOf(vectors, 1), new float[0]);
  }

  /** The first device. */
  public int first() {
    return first;
  }

  /** Devices, which follow one another from the first one on. */
  public int count() {
    return count;
  }

  /** Numbers of each vector of a device. */
  public int parameters() {
    return parameters;
  }

  /** For each vector float32[count][parameters], row-major; the block's own arrays. */
  public float[][] vectors() {
    return vectors;
  }

  /** Scalars of the devices, float32[count][scalarsPerDevice], row-major; the block's own array. */
  public float[] scalars() {
    return scalars;
  }

  /** Scalars of each device. */
  public int scalarsPerDevice() {
    return scalars.length / count;
  }

  /** Where the vectors of the {@code index}-th device of the block begin. */
  public int offset(int index) {
    return index * parameters;
  }

  /** A copy of the model of the {@code index}-th device of the block: float32[parameters]. */
  public float[] model(int index) {
    return Arrays.copyOfRange(vectors[0], offset(index), offset(index) + parameters);
  }

  /** Whether all vectors and scalars of the {@code index}-th device are finite. */
  public boolean isFinite(int index) {
    return hasFiniteVectors(index) && hasFiniteScalars(index);
  }

  /** Whether all vectors of the {@code index}-th device of the block are finite. */
  public boolean hasFiniteVectors(int index) {
    for (float[] vector : vectors) {
      if (!areFinite(vector, offset(index), parameters)) {
        return false;
      }
    }
    return true;
  }

  boolean hasFiniteScalars(int index) {
    return areFinite(scalars, index * scalarsPerDevice(), scalarsPerDevice());
  }

  /** Whether {@code length} numbers of an array, from {@code offset} on, are finite. */
  public static boolean areFinite(float[] numbers, int offset, int length) {
    // A sum over anything that is not finite is not finite, and float64 holds the squares of
    // float32.
    return Double.isFinite(SumOfSquares.of(numbers, offset, length));
  }

  /** CRC-32 of each device's model as little-endian float32. */
  public long[] checksums() {
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
    return "devices %d to %d, %d vectors of %d parameters: %08x, %d scalars: %08x"
        .formatted(
            first,
            first + count - 1,
            vectors.length,
            parameters,
            Arrays.deepHashCode(vectors),
            scalarsPerDevice(),
            Arrays.hashCode(scalars));
  }
}
