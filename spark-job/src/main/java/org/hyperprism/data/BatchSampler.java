package org.hyperprism.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.ByteScaling;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simd.KernelPair;
import org.hyperprism.simd.VectorModule;

/**
 * Mini-batches of a device, from a stream of a purpose, the device and the round: each a uniform
 * draw of distinct samples, or, in passes over the samples, what is next of a uniform permutation
 * of them, which each pass draws anew and whose last batch has what is left. A device with no more
 * samples than a batch holds uses all of them, in order. One per thread.
 */
public final class BatchSampler {

  /** Chosen once in a JVM; has no state. */
  private static final KernelPair<ByteScaling> SCALING =
      VectorModule.choose(
          ByteScaling.class, "org.hyperprism.data.SimdByteScaling", () -> ByteScaling.TABLE);

  private final RandomStreams streams;
  private final Purpose purpose;
  private final boolean inPasses;
  private int[] order = new int[0];
  private UniformRandomProvider random;

  /** Samples that batches of the present pass have. */
  private int taken;

  /** Of the batches of local steps. */
  public BatchSampler(RandomStreams streams) {
    this(streams, Purpose.BATCH, false);
  }

  /**
   * @param purpose what the batches are drawn for
   * @param inPasses whether each pass over the samples has every one of them once
   */
  public BatchSampler(RandomStreams streams, Purpose purpose, boolean inPasses) {
    this.streams = streams;
    this.purpose = purpose;
    this.inPasses = inPasses;
    this.random = streams.stream(purpose);
  }

  /** Starts the batches of a device in a round; {@link #next} gives them one after the other. */
  public void begin(int device, int round) {
    random = streams.stream(purpose, device, round);
    taken = 0;
  }

  /** Fills {@code batch}, up to its capacity, from the samples of the device. */
  public void next(Samples samples, Batch batch) {
    int count = samples.count();
    if (!inPasses || taken == count) {
      taken = 0;
    }
    int size = Math.min(batch.capacity(), count - taken);
    batch.resize(size);
    if (size == count) {
      fill(samples, 0, batch);
      taken = count;
      return;
    }
    if (taken == 0) {
      beginPass(count);
    }
    batch.setWeighted(samples.isWeighted());
    for (int i = 0; i < size; i++, taken++) {
      int j = taken + random.nextInt(count - taken);
      int chosen = order[j];
      order[j] = order[taken];
      copy(samples, chosen, batch, i);
    }
  }

  private void beginPass(int count) {
    if (order.length < count) {
      order = new int[count];
    }
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
  }

  /** Fills {@code batch}, up to its size, with the samples from {@code first} on. */
  public static void fill(Samples samples, int first, Batch batch) {
    batch.setWeighted(samples.isWeighted());
    for (int i = 0; i < batch.size(); i++) {
      copy(samples, first + i, batch, i);
    }
  }

  private static void copy(Samples samples, int chosen, Batch batch, int i) {
    samples.copyFeatures(
        chosen, SCALING.serving(), batch.features(), i * samples.shape().features());
    batch.labels()[i] = samples.label(chosen);
    if (samples.isWeighted()) {
      batch.weights()[i] = samples.weight(chosen);
    }
  }
}
