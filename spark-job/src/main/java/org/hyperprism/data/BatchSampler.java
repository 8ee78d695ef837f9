package org.hyperprism.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.ByteScaling;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simd.VectorModule;

/**
 * Mini-batches of a device: each a uniform draw of distinct samples, from a stream of a purpose,
 * the device and the round. A device with no more samples than a batch holds uses all of them, in
 * order. One per thread.
 */
public final class BatchSampler {

  /** Chosen once in a JVM; has no state. */
  private static final ByteScaling SCALING =
      VectorModule.choose(
          ByteScaling.class, "org.hyperprism.data.SimdByteScaling", () -> ByteScaling.TABLE);

  private final RandomStreams streams;
  private final Purpose purpose;
  private int[] order = new int[0];
  private UniformRandomProvider random;

  /** Of the batches of local steps. */
  public BatchSampler(RandomStreams streams) {
    this(streams, Purpose.BATCH);
  }

  /**
   * @param purpose what the batches are drawn for
   */
  public BatchSampler(RandomStreams streams, Purpose purpose) {
    this.streams = streams;
    this.purpose = purpose;
    this.random = streams.stream(purpose);
  }

  /** Starts the batches of a device in a round; {@link #next} gives them one after the other. */
  public void begin(int device, int round) {
    random = streams.stream(purpose, device, round);
  }

  /** Fills {@code batch}, up to its capacity, from the samples of the device. */
  public void next(Samples samples, Batch batch) {
    int count = samples.count();
    int size = Math.min(batch.capacity(), count);
    batch.resize(size);
    if (size == count) {
      fill(samples, 0, batch);
      return;
    }
    if (order.length < count) {
      order = new int[count];
    }
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    int features = samples.shape().features();
    for (int i = 0; i < size; i++) {
      int j = i + random.nextInt(count - i);
      int chosen = order[j];
      order[j] = order[i];
      samples.copyFeatures(chosen, SCALING, batch.features(), i * features);
      batch.labels()[i] = samples.label(chosen);
    }
  }

  /** Fills {@code batch}, up to its size, with the samples from {@code first} on. */
  public static void fill(Samples samples, int first, Batch batch) {
    int features = samples.shape().features();
    for (int i = 0; i < batch.size(); i++) {
      samples.copyFeatures(first + i, SCALING, batch.features(), i * features);
      batch.labels()[i] = samples.label(first + i);
    }
  }
}
