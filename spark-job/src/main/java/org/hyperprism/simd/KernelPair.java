package org.hyperprism.simd;

/**
 * SIMD kernels and their twin in plain Java, with the same bits; one of them serves. Until the
 * just-in-time compiler has compiled the first, which takes it seconds, they take a hundred times
 * as long as afterwards and ten times as long as the twin, which serves the {@link PlainRounds} of
 * a run. As the bits are the same, no result depends on when that is.
 *
 * @param <T> what both implement
 */
public final class KernelPair<T> {

  private final T simd;
  private final T plain;

  KernelPair(T simd, T plain) {
    this.simd = simd;
    this.plain = plain;
  }

  /** Kernels that always serve. */
  public static <T> KernelPair<T> of(T kernels) {
    return new KernelPair<>(kernels, kernels);
  }

  /** The SIMD kernels, or those that are there instead. */
  T simd() {
    return simd;
  }

  /** Those that serve the caller now: to be asked for at each use. */
  public T serving() {
    return ColdKernels.areThere() ? plain : simd;
  }
}
