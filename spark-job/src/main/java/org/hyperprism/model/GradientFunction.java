package org.hyperprism.model;

import org.hyperprism.data.Batch;

/** Loss and gradient of one model at any weights: all that a local step needs. */
public interface GradientFunction {

  /**
   * The mean cross-entropy over the batch and its gradient. In a weighted batch each sample's
   * cross-entropy is multiplied by its weight first; what the weights sum to has no other say.
   *
   * <p>In the place of running statistics ({@link ModelPart#STATISTICS}) stands the decrement of
   * their moving average over batches: statistics - gradient is their next value.
   *
   * <p>The buffers are the caller's; no arrays are created in steady state.
   *
   * @param weights the model, at {@code weights[offset .. offset + parameters)}
   * @param offset where the model begins
   * @param batch 1 to as many samples as it was made for
   * @param gradient receives the gradient of the mean, at {@code gradient[gradientOffset ..
   *     gradientOffset + parameters)}; overwritten, not added to
   * @param gradientOffset where the gradient begins
   * @return the mean cross-entropy in nats
   */
  double gradient(float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset);
}
