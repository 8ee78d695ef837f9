package org.hyperprism.model.torch;

import org.bytedeco.pytorch.Tensor;

/** A place for tensors that Java cannot reach but by copies, as a GPU's memory is. */
final class ElsewhereMemory implements TensorMemory {

  @Override
  public boolean isHost() {
    return false;
  }

  @Override
  public boolean isComputedChannelsLast() {
    return true;
  }

  @Override
  public Tensor pageLocked(Tensor tensor) {
    return tensor;
  }

  @Override
  public Tensor placed(Tensor tensor) {
    return tensor.clone();
  }
}
