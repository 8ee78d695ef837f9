package org.hyperprism.model.torch;

/** Where libtorch computes. */
public enum TorchDevice {
  /** The processor. */
  CPU,
  /** The first NVIDIA GPU that this JVM sees; it is an error if there is none. */
  CUDA,
  /** The GPU where there is one, else the processor: results depend on the machine. */
  AUTO
}
