package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.hyperprism.dataset.ByteScaling;
import org.jspecify.annotations.Nullable;

/**
 * The features of rows, one row behind the other. They are kept, and travel, as a byte each while
 * they have at most {@value FloatCodes#MOST} values, as pixels do, and else as they are.
 */
final class RowFeatures implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** A number of {@link #values} for each feature; as long as they are so few. */
  private byte @Nullable [] codes = new byte[0];

  private final FloatCodes values = new FloatCodes();

  /** The features themselves, once they are more. */
  private float[] plain = new float[0];

  /** How many features a cell has: a vector of Spark ML, or an array of numbers. */
  static int width(Object cell) {
    return cell instanceof Vector vector ? vector.size() : sequence(cell).size();
  }

  /**
   * Writes the features of a row.
   *
   * @param at where they begin: where a row ends, or began
   * @return whether all are finite in float32
   */
  boolean write(Object cell, int at) {
    int width = width(cell);
    makeRoom(Math.addExact(at, width));
    if (cell instanceof SparseVector sparse) {
      return write(sparse, at);
    }
    boolean finite = true;
    if (cell instanceof Vector vector) {
      double[] numbers = vector.toArray();
      for (int i = 0; i < width; i++) {
        finite &= set(at + i, (float) numbers[i]);
      }
      return finite;
    }
    scala.collection.Seq<?> numbers = sequence(cell);
    for (int i = 0; i < width; i++) {
      finite &=
          set(at + i, numbers.apply(i) instanceof Number number ? number.floatValue() : Float.NaN);
    }
    return finite;
  }

  private boolean write(SparseVector sparse, int at) {
    fillWithZeros(at, at + sparse.size());
    int[] indices = sparse.indices();
    double[] numbers = sparse.values();
    boolean finite = true;
    for (int k = 0; k < indices.length; k++) {
      finite &= set(at + indices[k], (float) numbers[k]);
    }
    return finite;
  }

  private static scala.collection.Seq<?> sequence(Object cell) {
    return (scala.collection.Seq<?>) cell;
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

  /** Cuts off what lies behind the last row. */
  void trim(int length) {
    resize(length);
  }

  /** Whether each feature is what a byte is scaled to. */
  boolean areBytes() {
    if (codes == null) {
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
   * @param count how many, from the first on
   * @param target receives them from {@code at} on
   */
  void copyBytes(int count, byte[] target, int at) {
    byte[] coded = codes == null ? new byte[0] : codes;
    byte[] scaled = new byte[values.count()];
    for (int code = 0; code < scaled.length; code++) {
      scaled[code] = (byte) ByteScaling.unscaled(values.value(code));
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = scaled[coded[i] & 0xff];
    }
  }

  /**
   * Copies features.
   *
   * @param count how many, from the first on
   * @param target receives them from {@code at} on
   */
  void copyFloats(int count, float[] target, int at) {
    if (codes == null) {
      System.arraycopy(plain, 0, target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = values.value(codes[i] & 0xff);
    }
  }
}
