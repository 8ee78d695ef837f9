package org.hyperprism.compute;

import org.hyperprism.simd.KernelPair;
import org.hyperprism.simd.VectorModule;

/** The loops for this machine's processor, chosen once per JVM. */
final class ProcessorLoops {

  static final KernelPair<KernelLoops> CHOSEN =
      VectorModule.choose(KernelLoops.class, "org.hyperprism.compute.SimdLoops", ScalarLoops::new);

  private ProcessorLoops() {}
}
