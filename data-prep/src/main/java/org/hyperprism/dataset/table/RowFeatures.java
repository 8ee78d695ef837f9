package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.dataset.ByteScaling;
import org.jspecify.annotations.Nullable;

/**
 * The features of rows, one row behind the other. They are kept as a byte each, which travel
 * compressed, while they have at most {@value FloatCodes#MOST} values, as pixels do, and else as
 * they are.
 */
final class RowFeatures implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** A number of {@link #values} for each feature; as long as they are so few. */
  private byte @Nullable [] codes = new byte[0];

  private final FloatCodes values = new FloatCodes();

  /** The features themselves, once they are more. */
  private float[] plain = new float[0];

  /** The codes of all rows, once there will be no more, compressed; they go to the driver so. */
  private byte @Nullable [] packed;

  /**
   * Writes the features of a row.
   *
   * @param at where they begin: where a row ends, or began
   * @return whether all are finite in float32
   */
  boolean write(FeatureCell cell, int at) {
    makeRoom(Math.addExact(at, cell.width()));
    int[] indices = cell.indices();
    double[] numbers = cell.values();
    if (indices != null) {
      fillWithZeros(at, at + cell.width());
    }
    boolean finite = true;
    for (int k = 0; k < numbers.length; k++) {
      finite &= set(at + (indices == null ? k : indices[k]), (float) numbers[k]);
    }
    return finite;
  }

  private boolean set(int place, float value) {
    if (codes != null) {
      int code = values.of(value);
      if (code >= 0) {
        codes[place] = (byte) code;
        return Float.isFinite(value);
      }
      decode(codes);
    }
    plain[place] = value;
    return Float.isFinite(value);
  }

  private void fillWithZeros(int from, int to) {
    if (codes != null && from < to) {
      int zero = values.of(0);
      if (zero >= 0) {
        Arrays.fill(codes, from, to, (byte) zero);
        return;
      }
      decode(codes);
    }
    Arrays.fill(plain, from, to, 0);
  }

  /** From here on the features are kept as they are. */
  private void decode(byte[] coded) {
    plain = new float[coded.length];
    for (int i = 0; i < coded.length; i++) {
      plain[i] = values.value(coded[i] & 0xff);
    }
    codes = null;
  }

  private void makeRoom(int end) {
    int length = codes != null ? codes.length : plain.length;
    if (end > length) {
      resize((int) Math.max(end, Math.min(2L * end, LARGEST_ARRAY)));
    }
  }

  private void resize(int length) {
    if (codes != null) {
      codes = Arrays.copyOf(codes, length);
    } else {
      plain = Arrays.copyOf(plain, length);
    }
  }

  /**
   * Cuts off what lies behind the last row, and makes the rest small; nothing is written any more.
   */
  void pack(int length) {
    if (codes == null) {
      plain = Arrays.copyOf(plain, length);
      return;
    }
    packed = PackedBytes.pack(codes, length);
    codes = null;
  }

  /** Whether each feature is what a byte is scaled to. */
  boolean areBytes() {
    if (packed == null) {
      return false;
    }
    for (int code = 0; code < values.count(); code++) {
      if (ByteScaling.unscaled(values.value(code)) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Copies the bytes that features are scaled from.
   *
   * @param count how many there are
   * @param target receives them from {@code at} on
   */
  void copyBytes(int count, byte[] target, int at) {
    byte[] scaled = new byte[values.count()];
    for (int code = 0; code < scaled.length; code++) {
      scaled[code] = (byte) ByteScaling.unscaled(values.value(code));
    }
    PackedBytes.unpack(Objects.requireNonNull(packed), target, at, count);
    for (int i = at; i < at + count; i++) {
      target[i] = scaled[target[i] & 0xff];
    }
  }

  /**
   * Copies features.
   *
   * @param count how many there are
   * @param target receives them from {@code at} on
   */
  void copyFloats(int count, float[] target, int at) {
    if (packed == null) {
      System.arraycopy(plain, 0, target, at, count);
      return;
    }
    byte[] coded = new byte[count];
    PackedBytes.unpack(packed, coded, 0, count);
    for (int i = 0; i < count; i++) {
      target[at + i] = values.value(coded[i] & 0xff);
    }
  }
}
