package org.hyperprism.model.torch;

import org.bytedeco.pytorch.Tensor;

/** A step of a network, bound to its parameters. */
interface TorchLayer {

  /** What comes out; made in the pointer scope of the caller. */
  Tensor forward(Tensor input, boolean training);

  /** Gets ready for {@link #forward} at {@code weights[offset .. offset + parameters)}. */
  default void begin(float[] weights, int offset, boolean training) {}

  /** After a forward pass in training: writes what stands in the place of running statistics. */
  default void storeDecrements(float[] weights, int offset, float[] gradient, int gradientOffset) {}
}
