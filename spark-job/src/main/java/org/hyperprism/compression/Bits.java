package org.hyperprism.compression;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compression.VectorShape.Block;
import org.hyperprism.math.StochasticRounding;

/**
 * b bits a number. Each array has a grid of its own, from -m to m with its largest magnitude m: 2^b
 * - 1 points with 0 among them, or -m and m alone for one bit. A number is rounded to one of the
 * two points beside it so that its expectation is the number (QSGD: Alistarh et al., NeurIPS 2017,
 * with the largest magnitude in the place of the norm).
 *
 * <p>Rounding v to R(v) adds V = E ||R(v) - v||^2, which may be above ||v||^2. So what is to be a
 * contraction is shrunk as well, Q(v) = R(v) / t with t = 1 + V / ||v||^2 of each array, for which
 * delta = 1 / t:
 *
 * <pre>
 *   E ||Q(v) - v||^2 = V / t^2 + (1 - 1 / t)^2 ||v||^2 = (1 - 1 / t) ||v||^2
 * </pre>
 *
 * <p>Bytes: b bits a number and a float32 for each array, the distance of its points over t.
 *
 * @param bits b, 1 to 8
 * @param shrinks whether it is a contraction; otherwise it is right on average
 */
record Bits(VectorShape shape, int bits, boolean shrinks) implements Compressor {

  private static final long serialVersionUID = 1L;

  @Override
  public void apply(float[] vector, UniformRandomProvider random) {
    for (Block block : shape.compressed()) {
      float largest = 0;
      for (int k = block.from(); k < block.to(); k++) {
        largest = Math.max(largest, Math.abs(vector[k]));
      }
      if (largest > 0) {
        round(vector, block, largest, random);
      }
    }
  }

  private void round(float[] vector, Block block, double largest, UniformRandomProvider random) {
    // Points are those of the grid with this distance, moved by half of it for one bit.
    int most = (1 << (bits - 1)) - 1;
    double step = bits == 1 ? 2 * largest : largest / most;
    double shift = bits == 1 ? 0.5 : 0;
    float written = (float) (step / (shrinks ? shrinkage(vector, block, step, shift) : 1));
    for (int k = block.from(); k < block.to(); k++) {
      double place = StochasticRounding.of(vector[k] / step + shift, 1, random.nextDouble());
      // Divisions may be off by a last bit at the ends.
      place = Math.max(-most, Math.min(bits == 1 ? 1 : most, place));
      vector[k] = (float) (place - shift) * written;
    }
  }

  /** t. */
  private static double shrinkage(float[] vector, Block block, double step, double shift) {
    double added = 0;
    double squares = 0;
    for (int k = block.from(); k < block.to(); k++) {
      double place = vector[k] / step;
      double above = place + shift - Math.floor(place + shift);
      added += above * (1 - above);
      squares += place * place;
    }
    return 1 + added / squares;
  }

  @Override
  public double step() {
    return switch (bits) {
      case 1 -> 0.05;
      case 2 -> 0.3;
      case 3 -> 0.7;
      default -> 1;
    };
  }

  @Override
  public long bytes() {
    long numbers = shape.compressedParameters();
    return (numbers * bits + Byte.SIZE - 1) / Byte.SIZE
        + (long) Float.BYTES * shape.compressed().size()
        + shape.wholeBytes();
  }
}
