package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * The features of rows, one row behind the other. They travel as a byte each where they have at
 * most {@value #MOST_CODES} values, as pixels do, and else as they are.
 */
final class RowFeatures implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int MOST_CODES = 256;

  private float[] values;

  RowFeatures() {
    this(new float[0]);
  }

  private RowFeatures(float[] values) {
    this.values = values;
  }

  /** The array itself; what lies behind the last row means nothing. */
  float[] array() {
    return values;
  }

  /** How many features a cell has: a vector of Spark ML, or an array of numbers. */
  static int width(Object cell) {
    return cell instanceof Vector vector ? vector.size() : sequence(cell).size();
  }

  /**
   * Writes the features of a row.
   *
   * @param at where they begin in {@link #array()}
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
        values[at + i] = (float) numbers[i];
        finite &= Float.isFinite(values[at + i]);
      }
      return finite;
    }
    scala.collection.Seq<?> numbers = sequence(cell);
    for (int i = 0; i < width; i++) {
      values[at + i] = numbers.apply(i) instanceof Number number ? number.floatValue() : Float.NaN;
      finite &= Float.isFinite(values[at + i]);
    }
    return finite;
  }

  private boolean write(SparseVector sparse, int at) {
    Arrays.fill(values, at, at + sparse.size(), 0);
    int[] indices = sparse.indices();
    double[] numbers = sparse.values();
    boolean finite = true;
    for (int k = 0; k < indices.length; k++) {
      float value = (float) numbers[k];
      values[at + indices[k]] = value;
      finite &= Float.isFinite(value);
    }
    return finite;
  }

  private static scala.collection.Seq<?> sequence(Object cell) {
    return (scala.collection.Seq<?>) cell;
  }

  private void makeRoom(int end) {
    if (end > values.length) {
      long room = Math.min(2L * end, LARGEST_ARRAY);
      values = Arrays.copyOf(values, (int) Math.max(end, room));
    }
  }

  /** Cuts off what lies behind the last row. */
  void trim(int length) {
    values = Arrays.copyOf(values, length);
  }

  /** Called by Java's serialisation. */
  private Object writeReplace() {
    Codes codes = new Codes();
    byte[] packed = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      int code = codes.of(values[i]);
      if (code < 0) {
        return this;
      }
      packed[i] = (byte) code;
    }
    return new Packed(packed, codes.values());
  }

  /** The same bits as a code each, an index of a table. */
  private record Packed(byte[] codes, float[] table) implements Serializable {

    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      float[] values = new float[codes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = table[codes[i] & 0xff];
      }
      return new RowFeatures(values);
    }
  }

  /** Numbers bit patterns in the order in which they come. */
  private static final class Codes {

    private static final int SLOTS = 4 * MOST_CODES;

    private final int[] bits = new int[MOST_CODES];
    private final short[] codeOfSlot = new short[SLOTS];
    private int count;

    Codes() {
      Arrays.fill(codeOfSlot, (short) -1);
    }

    /** The code of a value, -1 where there are too many. */
    int of(float value) {
      int pattern = Float.floatToRawIntBits(value);
      int slot = (pattern * 0x9e3779b9) >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
      while (codeOfSlot[slot] >= 0) {
        if (bits[codeOfSlot[slot]] == pattern) {
          return codeOfSlot[slot];
        }
        slot = (slot + 1) % SLOTS;
      }
      if (count == MOST_CODES) {
        return -1;
      }
      bits[count] = pattern;
      codeOfSlot[slot] = (short) count;
      return count++;
    }

    float[] values() {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = Float.intBitsToFloat(bits[i]);
      }
      return values;
    }
  }
}
