package org.hyperprism.model.vector;

import java.util.Arrays;

/**
 * The chunks of a batch of inputs that hold anything but zeros, listed both ways: for each group of
 * samples, and for each chunk. The margins of an image are the same zeros in every layer's
 * products, and most of the cost of MNIST.
 */
final class OccupiedChunks {

  private final int inputs;
  private final int chunks;
  private final boolean[] occupied;

  /** For each group of samples, where the chunks begin that any of them occupies. */
  private final int[] ofGroup;

  private final int[] groupCount;

  /** For each chunk, the samples that occupy it. */
  private final int[] ofChunk;

  private final int[] chunkCount;
  private final int capacity;

  OccupiedChunks(int capacity, int inputs) {
    this.capacity = capacity;
    this.inputs = inputs;
    this.chunks = inputs / ChunkKernels.WIDTH;
    int groups = (capacity + ChunkKernels.SAMPLES - 1) / ChunkKernels.SAMPLES;
    this.occupied = new boolean[capacity * chunks];
    this.ofGroup = new int[groups * chunks];
    this.groupCount = new int[groups];
    this.ofChunk = new int[chunks * capacity];
    this.chunkCount = new int[chunks];
  }

  /** Looks which chunks {@code samples} rows of inputs occupy, the first of which begins there. */
  void find(ChunkKernels kernels, float[] inputs, int from, int samples) {
    for (int sample = 0; sample < samples; sample++) {
      kernels.findOccupied(inputs, from + sample * this.inputs, chunks, occupied, sample * chunks);
    }
    list(samples);
  }

  int[] ofGroups() {
    return ofGroup;
  }

  /** Where the chunks of a group begin in {@link #ofGroups}. */
  int groupFrom(int group) {
    return group * chunks;
  }

  /** Where they end. */
  int groupTo(int group) {
    return group * chunks + groupCount[group];
  }

  int[] ofChunks() {
    return ofChunk;
  }

  /** Where the samples of a chunk begin in {@link #ofChunks}. */
  int chunkFrom(int chunk) {
    return chunk * capacity;
  }

  /** Where they end. */
  int chunkTo(int chunk) {
    return chunk * capacity + chunkCount[chunk];
  }

  /** Takes every chunk of the first {@code samples} rows as occupied. */
  void all(int samples) {
    Arrays.fill(occupied, 0, samples * chunks, true);
    list(samples);
  }

  private void list(int samples) {
    for (int first = 0; first < samples; first += ChunkKernels.SAMPLES) {
      int group = first / ChunkKernels.SAMPLES;
      int end = Math.min(samples, first + ChunkKernels.SAMPLES);
      int from = group * chunks;
      int count = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        boolean any = false;
        for (int sample = first; sample < end; sample++) {
          any |= occupied[sample * chunks + chunk];
        }
        ofGroup[from + count] = chunk * ChunkKernels.WIDTH;
        count += any ? 1 : 0;
      }
      groupCount[group] = count;
    }
    Arrays.fill(chunkCount, 0);
    for (int sample = 0; sample < samples; sample++) {
      for (int chunk = 0; chunk < chunks; chunk++) {
        ofChunk[chunk * capacity + chunkCount[chunk]] = sample;
        chunkCount[chunk] += occupied[sample * chunks + chunk] ? 1 : 0;
      }
    }
  }
}
