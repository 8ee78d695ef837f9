package org.hyperprism.data;

/**
 * A mini-batch in buffers that are filled again and again.
 *
 * <p>Sample i has its features at {@code features[i * featuresPerSample ...]} (for images channel
 * by channel, each row by row) and its class at {@code labels[i]}; if the batch {@link
 * #isWeighted}, it counts {@code weights[i]} times. What lies behind {@link #size()} is left over
 * from earlier batches and means nothing.
 */
public final class Batch {

  private final int capacity;
  private final int featuresPerSample;
  private final float[] features;
  private final int[] labels;
  private final float[] weights;
  private int size;
  private boolean isWeighted;

  /**
   * @param capacity most samples it can hold, at least 1
   * @param features features of one sample, at least 1
   */
  public Batch(int capacity, int features) {
    if (capacity < 1 || features < 1) {
      throw new IllegalArgumentException(
          "a batch has room for at least one sample of one feature, but was given capacity %d and %d features"
              .formatted(capacity, features));
    }
    this.capacity = capacity;
    this.featuresPerSample = features;
    this.features = new float[Math.multiplyExact(capacity, features)];
    this.labels = new int[capacity];
    this.weights = new float[capacity];
  }

  /** The features, float[capacity][featuresPerSample], row-major; the buffer itself. */
  public float[] features() {
    return features;
  }

  /** The classes, int[capacity], each from 0; the buffer itself. */
  public int[] labels() {
    return labels;
  }

  /** The weights, float[capacity], each at least 0; the buffer itself, of use if weighted. */
  public float[] weights() {
    return weights;
  }

  /** Whether samples count by their weights, and not all once. */
  public boolean isWeighted() {
    return isWeighted;
  }

  /** States whether samples count by their weights. */
  public void setWeighted(boolean isWeighted) {
    this.isWeighted = isWeighted;
  }

  /** How many samples the batch holds now. */
  public int size() {
    return size;
  }

  /** Most samples the batch can hold. */
  public int capacity() {
    return capacity;
  }

  /** Features of one sample. */
  public int featuresPerSample() {
    return featuresPerSample;
  }

  /**
   * States how many samples the batch holds; the buffers stay as they are.
   *
   * @param size from 0 to {@link #capacity()}
   */
  public void resize(int size) {
    if (size < 0 || size > capacity) {
      throw new IllegalArgumentException(
          "the batch has room for 0 to %d samples, not %d".formatted(capacity, size));
    }
    this.size = size;
  }
}
