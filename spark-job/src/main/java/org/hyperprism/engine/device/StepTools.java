package org.hyperprism.engine.device;

import org.hyperprism.compute.MixingKernel;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientFunction;
import org.hyperprism.model.ParameterLayout;

/** What one device computes with during its local step; lent to one thread at a time. */
public final class StepTools {

  private final ParameterLayout layout;
  private final GradientFunction gradients;
  private final Batch batch;
  private final MixingKernel kernel = MixingKernel.create();
  private final ScratchVectors scratch = new ScratchVectors();

  /**
   * @param layout the parts of a weight vector
   * @param gradients of the model
   * @param batch room for a mini-batch
   */
  StepTools(ParameterLayout layout, GradientFunction gradients, Batch batch) {
    this.layout = layout;
    this.gradients = gradients;
    this.batch = batch;
  }

  ParameterLayout layout() {
    return layout;
  }

  GradientFunction gradients() {
    return gradients;
  }

  Batch batch() {
    return batch;
  }

  /** The processor's. */
  MixingKernel kernel() {
    return kernel;
  }

  ScratchVectors scratch() {
    return scratch;
  }
}
