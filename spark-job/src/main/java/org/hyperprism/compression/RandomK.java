package org.hyperprism.compression;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compression.VectorShape.Block;

/**
 * k numbers at places that are drawn, all alike likely; 0 for all others. With n numbers delta is k
 * / n.
 *
 * <p>Bytes: 4 for each number kept; the receivers draw the same places.
 *
 * @param kept k, 1 to the number of compressed parameters
 */
record RandomK(VectorShape shape, int kept) implements Compressor {

  private static final long serialVersionUID = 1L;

  /** Selection sampling (Knuth, volume 2, Algorithm S). */
  @Override
  public void apply(float[] vector, UniformRandomProvider random) {
    int wanted = kept;
    int left = shape.compressedParameters();
    if (wanted >= left) {
      return;
    }
    for (Block block : shape.compressed()) {
      for (int k = block.from(); k < block.to(); k++) {
        if (random.nextInt(left) < wanted) {
          wanted--;
        } else {
          vector[k] = 0;
        }
        left--;
      }
    }
  }

  @Override
  public double step() {
    return (double) kept / shape.compressedParameters();
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * kept + shape.wholeBytes();
  }
}
