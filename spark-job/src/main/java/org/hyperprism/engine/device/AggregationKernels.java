package org.hyperprism.engine.device;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.compute.MixingKernel;

/** Kernels for the aggregations of one block in one exchange. */
public final class AggregationKernels {

  private static final Map<KernelProvider, Pool<MixingKernel>> POOLS = pools();

  private AggregationKernels() {}

  private static Map<KernelProvider, Pool<MixingKernel>> pools() {
    Map<KernelProvider, Pool<MixingKernel>> pools = new EnumMap<>(KernelProvider.class);
    for (KernelProvider provider : KernelProvider.values()) {
      pools.put(provider, new Pool<>(provider::open));
    }
    return pools;
  }

  /**
   * Runs {@code work} with a kernel that nobody else uses meanwhile.
   *
   * @param provider of the kernel
   * @param work must not keep it
   * @return what {@code work} returns
   */
  public static <T> T with(KernelProvider provider, Function<MixingKernel, T> work) {
    return Objects.requireNonNull(POOLS.get(provider))
        .with(
            kernel -> {
              T result = work.apply(kernel);
              // The messages of this exchange are not to live on.
              kernel.keep(List.of());
              return result;
            });
  }
}
