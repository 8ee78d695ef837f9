package org.hyperprism.engine.device;

import java.util.function.Function;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.compute.MixingKernel;

/** Kernels for the aggregations of one block in one exchange. */
public final class AggregationKernels {

  private static final Pool<MixingKernel> PROCESSOR = new Pool<>(MixingKernel::create);

  private AggregationKernels() {}

  /**
   * Runs {@code work} with a kernel that nobody else uses meanwhile.
   *
   * @param provider of the kernel
   * @param work must not keep it
   * @return what {@code work} returns
   */
  public static <T> T with(KernelProvider provider, Function<MixingKernel, T> work) {
    return switch (provider) {
      case CPU -> PROCESSOR.with(work);
      case OPENCL -> {
        // What it keeps on the device belongs to one exchange.
        try (MixingKernel kernel = provider.open()) {
          yield work.apply(kernel);
        }
      }
    };
  }
}
