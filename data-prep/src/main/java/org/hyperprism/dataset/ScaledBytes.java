package org.hyperprism.dataset;

/** value / 255 for every unsigned byte. */
final class ScaledBytes {

  static final float[] TABLE = new float[256];

  static {
    for (int value = 0; value < TABLE.length; value++) {
      TABLE[value] = value / 255f;
    }
  }

  private ScaledBytes() {}
}
