package org.hyperprism.algorithm;

/**
 * A view of one device's vectors: vector v stands in {@code array(v)} from {@link #offset()} on,
 * for the model's length. The view moves from device to device and belongs to one thread.
 */
public final class DeviceVectors {

  private final float[][] arrays;
  private int offset;

  /**
   * @param arrays one array per vector, each holding the devices of a block one after the other
   */
  public DeviceVectors(float[][] arrays) {
    this.arrays = arrays;
  }

  /** Moves the view to the device whose vectors begin at {@code offset}. */
  public void moveTo(int offset) {
    this.offset = offset;
  }

  float[] array(int vector) {
    return arrays[vector];
  }

  int offset() {
    return offset;
  }
}
