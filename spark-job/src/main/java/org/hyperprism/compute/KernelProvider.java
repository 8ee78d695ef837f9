package org.hyperprism.compute;

/** Where power means are computed. */
public enum KernelProvider {
  /** The processor; the same bits on every machine. */
  CPU {
    @Override
    public MixingKernel open() {
      return MixingKernel.create();
    }
  },
  /**
   * An OpenCL device, where there is one; else the processor, with one warning. The last bits of
   * results depend on the device.
   */
  OPENCL {
    @Override
    public MixingKernel open() {
      MixingKernel processor = MixingKernel.create();
      return OpenClDevice.obstacle().isPresent() ? processor : new OpenClMixingKernel(processor);
    }
  };

  /** A kernel for one thread, to be closed by it. */
  public abstract MixingKernel open();
}
