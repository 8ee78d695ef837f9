package org.hyperprism.model.vector;

import java.util.Arrays;

/**
 * The chunks of a batch of inputs that hold anything but zeros, listed both ways: for each group of
 * samples, and for each chunk. The margins of images are zeros, and of MNIST nearly half.
 */
final class OccupiedChunks {

  private final int capacity;
  private final int inputs;
  private final int chunks;

  /** One bit for each chunk, long[capacity][words]. */
  private final long[] masks;

  private final int words;

  /** For each group of samples, where the chunks begin that any of them occupies. */
  private final int[] ofGroup;

  private final int[] groupCount;

  /** For each chunk, the samples that occupy it. */
  private final int[] ofChunk;

  private final int[] chunkCount;

  OccupiedChunks(int capacity, int inputs) {
    this.capacity = capacity;
    this.inputs = inputs;
    this.chunks = inputs / ChunkKernels.WIDTH;
    this.words = (chunks + Long.SIZE - 1) / Long.SIZE;
    int groups = (capacity + ChunkKernels.SAMPLES - 1) / ChunkKernels.SAMPLES;
    this.masks = new long[capacity * words];
    this.ofGroup = new int[groups * chunks];
    this.groupCount = new int[groups];
    this.ofChunk = new int[chunks * capacity];
    this.chunkCount = new int[chunks];
  }

  /** Looks which chunks {@code samples} rows of inputs occupy, the first of which begins there. */
  void find(ChunkKernels kernels, float[] values, int from, int samples) {
    for (int sample = 0; sample < samples; sample++) {
      kernels.findOccupied(values, from + sample * inputs, chunks, masks, sample * words);
    }
    listOfGroups(samples);
  }

  /** Takes every chunk of the first {@code samples} rows as occupied. */
  void all(int samples) {
    for (int i = 0; i < samples * words; i++) {
      int left = chunks - i % words * Long.SIZE;
      masks[i] = left >= Long.SIZE ? -1 : (1L << left) - 1;
    }
    listOfGroups(samples);
  }

  private void listOfGroups(int samples) {
    for (int first = 0; first < samples; first += ChunkKernels.SAMPLES) {
      int group = first / ChunkKernels.SAMPLES;
      int end = Math.min(samples, first + ChunkKernels.SAMPLES);
      int at = groupFrom(group);
      for (int word = 0; word < words; word++) {
        long any = 0;
        for (int sample = first; sample < end; sample++) {
          any |= masks[sample * words + word];
        }
        for (; any != 0; any &= any - 1) {
          int chunk = word * Long.SIZE + Long.numberOfTrailingZeros(any);
          ofGroup[at++] = chunk * ChunkKernels.WIDTH;
        }
      }
      groupCount[group] = at - groupFrom(group);
    }
  }

  /** Fills {@link #ofChunks} for the rows last looked at; only gradients need it. */
  void listOfChunks(int samples) {
    Arrays.fill(chunkCount, 0);
    for (int sample = 0; sample < samples; sample++) {
      for (int word = 0; word < words; word++) {
        for (long mask = masks[sample * words + word]; mask != 0; mask &= mask - 1) {
          int chunk = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
          ofChunk[chunkFrom(chunk) + chunkCount[chunk]++] = sample;
        }
      }
    }
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
    return groupFrom(group) + groupCount[group];
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
    return chunkFrom(chunk) + chunkCount[chunk];
  }
}
