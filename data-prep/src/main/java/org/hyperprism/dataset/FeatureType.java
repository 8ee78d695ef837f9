package org.hyperprism.dataset;

/** How feature values are stored. */
public enum FeatureType {
  /** Unsigned bytes, read as value / 255. */
  UINT8(1),
  /** IEEE 754 single precision, little-endian in files. */
  FLOAT32(Float.BYTES);

  private final int bytes;

  FeatureType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per value. */
  public int bytes() {
    return bytes;
  }
}
