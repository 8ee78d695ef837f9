package org.hyperprism.algorithm;

import org.hyperprism.compute.MixingKernel;

/** Memory and kernel that an algorithm borrows while it works on a device; one per thread. */
public final class Workspace {

  private final MixingKernel kernel = MixingKernel.create();
  private final float[] gradient;
  private final float[] weights;

  /**
   * @param parameters length of the model
   */
  public Workspace(int parameters) {
    gradient = new float[parameters];
    weights = new float[parameters];
  }

  MixingKernel kernel() {
    return kernel;
  }

  /** float[parameters] for a gradient, of arbitrary content. */
  float[] gradient() {
    return gradient;
  }

  /** float[parameters] for weights on the way, of arbitrary content. */
  float[] weights() {
    return weights;
  }
}
