package org.hyperprism.engine;

import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;

/**
 * How many of the devices' trained weights are small: a mirror map with p > 1 drives them out of
 * the neighbourhood of zero (HyperPrism sec. 8.2, figure 4). Counted block by block in whole
 * numbers, so the sum is the same for every number of blocks.
 */
final class SmallWeights {

  /** Weights in [-BOUND, BOUND] are small; figure 4's interval. */
  static final double BOUND = 0.01;

  private SmallWeights() {}

  /** The small ones among the trained weights of all models of a block. */
  static long count(DeviceBlock block, ParameterLayout layout) {
    float[] models = block.vectors()[VectorPlan.MODEL];
    long small = 0;
    for (ParameterLayout.Range range : layout.trainedRanges()) {
      for (int i = 0; i < block.count(); i++) {
        int offset = block.offset(i);
        for (int k = offset + range.from(); k < offset + range.to(); k++) {
          small += Math.abs(models[k]) <= BOUND ? 1 : 0;
        }
      }
    }
    return small;
  }

  /** The share of {@code small} weights among the trained weights of all devices, in [0, 1]. */
  static double fraction(long small, int devices, ParameterLayout layout) {
    long trained = layout.trainedRanges().stream().mapToLong(ParameterLayout.Range::length).sum();
    return (double) small / (devices * trained);
  }
}
