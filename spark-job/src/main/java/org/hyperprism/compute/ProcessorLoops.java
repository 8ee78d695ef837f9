package org.hyperprism.compute;

import org.hyperprism.math.VectorModule;

/** The loops for this machine's processor, chosen once per JVM. */
final class ProcessorLoops {

  static final KernelLoops CHOSEN =
      VectorModule.choose(KernelLoops.class, "org.hyperprism.compute.SimdLoops", ScalarLoops::new);

  private ProcessorLoops() {}
}
