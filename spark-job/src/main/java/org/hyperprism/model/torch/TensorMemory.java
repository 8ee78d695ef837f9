package org.hyperprism.model.torch;

import org.bytedeco.pytorch.Tensor;

/** Where the tensors of an oracle lie. */
interface TensorMemory {

  /** The processor's memory, which Java reads and writes itself. */
  TensorMemory HOST =
      new TensorMemory() {
        @Override
        public boolean isHost() {
          return true;
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
          return tensor;
        }
      };

  /** The memory of the first GPU; only where {@link CudaDevice} has found one. */
  TensorMemory GPU =
      new TensorMemory() {
        @Override
        public boolean isHost() {
          return false;
        }

        @Override
        public boolean isComputedChannelsLast() {
          return false;
        }

        @Override
        public void begin() {
          CudaDevice.queueApart();
        }

        @Override
        public Tensor pageLocked(Tensor tensor) {
          return tensor.pin_memory();
        }

        @Override
        public RuntimeException explained(RuntimeException failure) {
          return CudaDevice.explained(failure);
        }

        @Override
        public Tensor placed(Tensor tensor) {
          return tensor.cuda();
        }
      };

  /** Whether tensors here and in the host's memory are the same. */
  boolean isHost();

  /**
   * Whether images are to lie with the channels of a pixel side by side. On a CPU they must:
   * libtorch is faster with them, and the other way its convolutions of 5 x 5 gave wrong numbers on
   * an AMD EPYC of the Zen 5 kind.
   */
  boolean isComputedChannelsLast();

  /** A tensor in the host's memory from which and to which copies are fast. */
  Tensor pageLocked(Tensor tensor);

  /** The tensor here: itself, or a copy. */
  Tensor placed(Tensor tensor);

  /** To be called in each thread before it computes here, in a pointer scope. */
  default void begin() {}

  /** What to throw when libtorch fails here. */
  default RuntimeException explained(RuntimeException failure) {
    return failure;
  }
}
