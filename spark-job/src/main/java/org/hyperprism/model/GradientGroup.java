package org.hyperprism.model;

import org.hyperprism.data.Batch;

/**
 * Gradients of several models of one architecture at once, each at a batch of its own. A GPU that
 * one small model leaves idle is kept busy by fifty.
 *
 * <p>Each model has a slot. What comes out of a slot depends on what was put into it, on nothing in
 * another one, and not on which slot it is: so it does not matter which models are computed
 * together. One thread computes; before and after, each slot may be served by a thread of its own.
 */
public interface GradientGroup extends AutoCloseable {

  /** How many models are computed at once, at least 1. */
  int slots();

  /** The parts of a weight vector. */
  ParameterLayout layout();

  /**
   * Puts a model and its batch into a slot, for the next {@link #compute}.
   *
   * @param slot from 0
   * @param weights the model, at {@code weights[offset .. offset + parameters)}
   * @param offset where the model begins
   * @param batch 1 to as many samples as the group was made for
   */
  void load(int slot, float[] weights, int offset, Batch batch);

  /** Computes the gradients of all models that were put into slots since the last call. */
  void compute();

  /**
   * Takes the gradient of the mean cross-entropy from a slot that was loaded before the last {@link
   * #compute}.
   *
   * @param batch the slot's, unchanged
   * @param gradient receives it at {@code gradient[gradientOffset .. gradientOffset + parameters)}
   * @param gradientOffset where the gradient begins
   * @return the mean cross-entropy in nats
   */
  double store(int slot, Batch batch, float[] gradient, int gradientOffset);

  /** Gives the group's memory back; it cannot be used afterwards. */
  @Override
  void close();
}
