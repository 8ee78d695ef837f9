package org.hyperprism.dataset;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The feature values of many samples in one flat array, row-major: [sample][feature]. */
sealed interface Features extends Serializable {

  /** Values held: samples x features per sample. */
  long values();

  /** Copies {@code length} values from {@code position} on, as float32; bytes through a scaling. */
  void copy(int position, int length, ByteScaling scaling, float[] target, int offset);

  /** How the values are stored. */
  FeatureType type();

  /** {@code length} values from {@code position} on, encoded as {@link #type()} says. */
  byte[] encode(int position, int length);

  /** Copies of {@code rows}, each {@code length} values long, in that order. */
  Features select(int[] rows, int length);

  /** All values as float32. */
  default float[] toFloats(int length) {
    float[] values = new float[Math.toIntExact(values())];
    for (int position = 0; position < values.length; position += length) {
      copy(position, length, ByteScaling.TABLE, values, position);
    }
    return values;
  }

  /** The values as a view shows them, stored in the type that they have now. */
  default Features changed(FeatureView view, int length) {
    return new Floats(new Seen(this, view, length).toFloats(length));
  }

  /** Pixel intensities as unsigned bytes, read as value / 255. */
  final class Bytes implements Features {

    private final byte[] data;

    Bytes(byte[] data) {
      this.data = data;
    }

    @Override
    public long values() {
      return data.length;
    }

    @Override
    public void copy(int position, int length, ByteScaling scaling, float[] target, int offset) {
      scaling.scale(data, position, length, target, offset);
    }

    @Override
    public FeatureType type() {
      return FeatureType.UINT8;
    }

    @Override
    public byte[] encode(int position, int length) {
      return Arrays.copyOfRange(data, position, position + length);
    }

    @Override
    public Features select(int[] rows, int length) {
      byte[] selected = new byte[Math.multiplyExact(rows.length, length)];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(data, rows[i] * length, selected, i * length, length);
      }
      return new Bytes(selected);
    }

    @Override
    public Features changed(FeatureView view, int length) {
      byte[] changed = new byte[data.length];
      float[] sample = new float[length];
      for (int row = 0; row < data.length / length; row++) {
        copy(row * length, length, ByteScaling.TABLE, sample, 0);
        view.apply(row, sample, 0);
        for (int k = 0; k < length; k++) {
          changed[row * length + k] = (byte) Math.round(255 * Math.max(0, Math.min(1, sample[k])));
        }
      }
      return new Bytes(changed);
    }
  }

  /** Values of any scale as float32. */
  final class Floats implements Features {

    private final float[] data;

    Floats(float[] data) {
      this.data = data;
    }

    @Override
    public long values() {
      return data.length;
    }

    @Override
    public void copy(int position, int length, ByteScaling scaling, float[] target, int offset) {
      System.arraycopy(data, position, target, offset, length);
    }

    @Override
    public FeatureType type() {
      return FeatureType.FLOAT32;
    }

    @Override
    public byte[] encode(int position, int length) {
      ByteBuffer encoded = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      encoded.asFloatBuffer().put(data, position, length);
      return encoded.array();
    }

    @Override
    public Features select(int[] rows, int length) {
      float[] selected = new float[Math.multiplyExact(rows.length, length)];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(data, rows[i] * length, selected, i * length, length);
      }
      return new Floats(selected);
    }
  }

  /**
   * Values that go through a view whenever they are read, as float32; samples are read whole.
   *
   * @param length values of a sample
   */
  record Seen(Features stored, FeatureView view, int length) implements Features {

    @Override
    public long values() {
      return stored.values();
    }

    @Override
    public void copy(int position, int length, ByteScaling scaling, float[] target, int offset) {
      stored.copy(position, length, scaling, target, offset);
      view.apply(position / length, target, offset);
    }

    @Override
    public FeatureType type() {
      return FeatureType.FLOAT32;
    }

    @Override
    public byte[] encode(int position, int length) {
      float[] values = new float[length];
      copy(position, length, ByteScaling.TABLE, values, 0);
      return new Floats(values).encode(0, length);
    }

    @Override
    public Features select(int[] rows, int length) {
      float[] selected = new float[Math.multiplyExact(rows.length, length)];
      for (int i = 0; i < rows.length; i++) {
        copy(rows[i] * length, length, ByteScaling.TABLE, selected, i * length);
      }
      return new Floats(selected);
    }
  }
}
