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
}
