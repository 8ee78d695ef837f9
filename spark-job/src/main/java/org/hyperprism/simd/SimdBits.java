package org.hyperprism.simd;

import java.util.function.IntSupplier;
import jdk.incubator.vector.FloatVector;

/** Bits of the vectors that this machine computes with, as the Vector API tells them. */
public final class SimdBits implements IntSupplier {

  @Override
  public int getAsInt() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }
}
