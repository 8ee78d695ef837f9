package org.hyperprism.compression;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compression.VectorShape.Block;

/**
 * The k numbers with the largest magnitudes, of equal ones those with the lower indices; 0 for all
 * others. With n numbers delta is k / n at least.
 *
 * <p>Bytes: 4 for each number kept, and their indices as k numbers of ceil(log2 n) bits or as n
 * bits, whichever are fewer; 4 n if that is less.
 *
 * @param kept k, 1 to the number of compressed parameters
 */
record TopK(VectorShape shape, int kept) implements Compressor {

  private static final long serialVersionUID = 1L;

  /** The magnitude of a float32 without its sign, which as an integer grows with it. */
  private static final int MAGNITUDE = Integer.MAX_VALUE;

  private static final int LOWER_BITS = 15;

  @Override
  public void apply(float[] vector, UniformRandomProvider random) {
    if (kept >= shape.compressedParameters()) {
      return;
    }
    // The k-th largest magnitude: its upper bits first, then its lower ones among those alike.
    int[] counts = new int[1 << (Integer.SIZE - 1 - LOWER_BITS)];
    for (Block block : shape.compressed()) {
      for (int k = block.from(); k < block.to(); k++) {
        counts[magnitude(vector[k]) >>> LOWER_BITS]++;
      }
    }
    int left = kept;
    int upper = last(counts, left);
    left -= above(counts, upper);
    int[] lowerCounts = new int[1 << LOWER_BITS];
    for (Block block : shape.compressed()) {
      for (int k = block.from(); k < block.to(); k++) {
        int magnitude = magnitude(vector[k]);
        if (magnitude >>> LOWER_BITS == upper) {
          lowerCounts[magnitude & (lowerCounts.length - 1)]++;
        }
      }
    }
    int lower = last(lowerCounts, left);
    keep(vector, upper << LOWER_BITS | lower, left - above(lowerCounts, lower));
  }

  private void keep(float[] vector, int smallest, int ofTheSmallest) {
    int left = ofTheSmallest;
    for (Block block : shape.compressed()) {
      for (int k = block.from(); k < block.to(); k++) {
        int magnitude = magnitude(vector[k]);
        boolean isKept = magnitude > smallest || (magnitude == smallest && left > 0);
        left -= magnitude == smallest && isKept ? 1 : 0;
        vector[k] = isKept ? vector[k] : 0;
      }
    }
  }

  private static int magnitude(float number) {
    return Float.floatToRawIntBits(number) & MAGNITUDE;
  }

  /** The place at which the counts from the end on reach a number. */
  private static int last(int[] counts, int number) {
    int place = counts.length;
    int sum = 0;
    while (sum < number) {
      sum += counts[--place];
    }
    return place;
  }

  private static int above(int[] counts, int place) {
    int sum = 0;
    for (int k = place + 1; k < counts.length; k++) {
      sum += counts[k];
    }
    return sum;
  }

  @Override
  public double step() {
    return Math.min(1, (double) kept / shape.compressedParameters());
  }

  @Override
  public long bytes() {
    long numbers = shape.compressedParameters();
    int bitsOfIndex = Long.SIZE - Long.numberOfLeadingZeros(numbers - 1);
    long indices = (Math.min((long) kept * bitsOfIndex, numbers) + Byte.SIZE - 1) / Byte.SIZE;
    return Math.min((long) Float.BYTES * kept + indices, Float.BYTES * numbers)
        + shape.wholeBytes();
  }
}
