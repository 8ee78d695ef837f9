package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.VectorPlan;

/**
 * The consensus distance sqrt((1/m) sum_i ||w_i - wbar||^2) with wbar the plain mean of the models
 * (Kong et al., ICML 2021), without any model at the driver: parameters are cut into chunks of
 * fixed size, each chunk of all devices meets in one place, and only a sum of squares leaves it.
 */
final class ConsensusDistance {

  /** Parameters per chunk; part of the result's bits, so the same for every number of blocks. */
  static final int CHUNK = 1024;

  private ConsensusDistance() {}

  static int chunks(int parameters) {
    return (parameters + CHUNK - 1) / CHUNK;
  }

  /**
   * One chunk of a block's models.
   *
   * @param first first device
   * @param models float[count][length], row-major
   * @param length parameters in this chunk
   */
  record Slice(int first, float[] models, int length) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  static Slice slice(DeviceBlock block, int chunk) {
    int from = chunk * CHUNK;
    int length = Math.min(CHUNK, block.parameters() - from);
    float[] models = new float[block.count() * length];
    for (int i = 0; i < block.count(); i++) {
      System.arraycopy(
          block.vectors()[VectorPlan.MODEL], block.offset(i) + from, models, i * length, length);
    }
    return new Slice(block.first(), models, length);
  }

  /** Sum over devices and the chunk's parameters of (w - wbar)^2, in ascending order of both. */
  static double sumOfSquares(Iterable<Slice> slicesOfAllBlocks) {
    List<Slice> slices = new ArrayList<>();
    slicesOfAllBlocks.forEach(slices::add);
    slices.sort(Comparator.comparingInt(Slice::first));
    int length = slices.get(0).length();
    double sum = 0;
    for (int k = 0; k < length; k++) {
      double total = 0;
      int devices = 0;
      for (Slice slice : slices) {
        for (int position = k; position < slice.models().length; position += length) {
          total += slice.models()[position];
          devices++;
        }
      }
      double mean = total / devices;
      for (Slice slice : slices) {
        for (int position = k; position < slice.models().length; position += length) {
          double deviation = slice.models()[position] - mean;
          sum += deviation * deviation;
        }
      }
    }
    return sum;
  }

  /**
   * @param sums the sum of squares of each chunk, in ascending chunk
   */
  static double of(double[] sums, int devices) {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return Math.sqrt(total / devices);
  }
}
