package org.hyperprism.simd;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A time in which this JVM's SIMD kernels are not compiled and plain Java serves instead. Several
 * may overlap; the last one's end counts.
 */
final class ColdKernels implements AutoCloseable {

  /** How many there are; read without a lock wherever a kernel is used. */
  private static volatile int begun;

  private final AtomicBoolean isOver = new AtomicBoolean();

  private ColdKernels() {}

  /** Begins one. */
  static ColdKernels begin() {
    count(1);
    return new ColdKernels();
  }

  private static synchronized void count(int change) {
    begun += change;
  }

  @Override
  public void close() {
    if (isOver.compareAndSet(false, true)) {
      count(-1);
    }
  }

  static boolean areThere() {
    return begun > 0;
  }
}
