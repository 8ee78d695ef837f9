package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.hyperprism.dataset.ByteScaling;
import org.jspecify.annotations.Nullable;

/**
 * The features of rows, one row behind the other. They are kept as a byte each, and compressed as
 * they come, while they have at most {@value FloatCodes#MOST} values, as pixels do, and else as
 * they are.
 */
final class RowFeatures implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final FloatCodes values = new FloatCodes();

  /** A number of {@link #values} for each kept feature, as long as they are so few. */
  private transient @Nullable PackedBytes codes = new PackedBytes();

  /** Those of the row that was written last. */
  private transient byte[] rowCodes = new byte[0];

  /** The kept features themselves, once they are more. */
  private float[] plain = new float[0];

  private transient float[] rowValues = new float[0];

  /** Features of the row that was written last. */
  private transient int width;

  private int kept;

  /** The codes of all kept features, once there will be no more. */
  private byte @Nullable [] packed;

  /**
   * Writes the features of a row, which counts once it is kept.
   *
   * @return whether all are finite in float32
   */
  boolean write(FeatureCell cell) {
    width = cell.width();
    if (codes != null) {
      if (rowCodes.length < width) {
        rowCodes = new byte[width];
      }
      if (cell.isSparse()) {
        fillWithZeros();
      }
    }
    if (codes == null) {
      makeRoomInRow();
      if (cell.isSparse()) {
        Arrays.fill(rowValues, 0, width, 0);
      }
    }
    int count = cell.count();
    boolean finite = true;
    for (int k = 0; k < count; k++) {
      float value = cell.value(k);
      set(cell.index(k), value);
      finite &= Float.isFinite(value);
    }
    return finite;
  }

  private void set(int place, float value) {
    if (codes != null) {
      int code = values.of(value);
      if (code >= 0) {
        rowCodes[place] = (byte) code;
        return;
      }
      decode(codes);
    }
    rowValues[place] = value;
  }

  private void fillWithZeros() {
    int zero = values.of(0);
    if (zero >= 0) {
      Arrays.fill(rowCodes, 0, width, (byte) zero);
    } else {
      decode(Objects.requireNonNull(codes));
    }
  }

  /** From here on the features are kept as they are. */
  private void decode(PackedBytes coded) {
    byte[] all = new byte[kept];
    PackedBytes.unpack(coded.finish(), all, 0, kept);
    plain = new float[kept];
    for (int i = 0; i < kept; i++) {
      plain[i] = values.value(all[i] & 0xff);
    }
    makeRoomInRow();
    for (int i = 0; i < width; i++) {
      rowValues[i] = values.value(rowCodes[i] & 0xff);
    }
    codes = null;
  }

  private void makeRoomInRow() {
    if (rowValues.length < width) {
      rowValues = new float[width];
    }
  }

  /** Keeps the row that was written last, behind those that were kept before. */
  void keep() {
    int end = Math.addExact(kept, width);
    if (codes != null) {
      codes.add(rowCodes, width);
    } else {
      if (end > plain.length) {
        plain = Arrays.copyOf(plain, (int) Math.max(end, Math.min(2L * end, LARGEST_ARRAY)));
      }
      System.arraycopy(rowValues, 0, plain, kept, width);
    }
    kept = end;
  }

  /** Makes what was kept small; nothing is written any more. */
  void pack() {
    if (codes == null) {
      plain = Arrays.copyOf(plain, kept);
    } else {
      packed = codes.finish();
      codes = null;
    }
    rowCodes = new byte[0];
    rowValues = new float[0];
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
   * Copies the bytes that the kept features are scaled from.
   *
   * @param target receives them from {@code at} on
   */
  void copyBytes(byte[] target, int at) {
    byte[] scaled = new byte[values.count()];
    for (int code = 0; code < scaled.length; code++) {
      scaled[code] = (byte) ByteScaling.unscaled(values.value(code));
    }
    PackedBytes.unpack(Objects.requireNonNull(packed), target, at, kept);
    for (int i = at; i < at + kept; i++) {
      target[i] = scaled[target[i] & 0xff];
    }
  }

  /**
   * Copies the kept features.
   *
   * @param target receives them from {@code at} on
   */
  void copyFloats(float[] target, int at) {
    if (packed == null) {
      System.arraycopy(plain, 0, target, at, kept);
      return;
    }
    byte[] coded = new byte[kept];
    PackedBytes.unpack(packed, coded, 0, kept);
    for (int i = 0; i < kept; i++) {
      target[at + i] = values.value(coded[i] & 0xff);
    }
  }
}
