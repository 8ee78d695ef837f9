package org.hyperprism.defence;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops with the Vector API. */
public final class SimdSortingLoops implements SortingLoops {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTEGERS.length();

  /** Found by its name. */
  public SimdSortingLoops() {}

  @Override
  public void toKeys(float[] numbers, int offset, int length, int[] keys) {
    int end = INTEGERS.loopBound(length);
    for (int k = 0; k < end; k += LANES) {
      IntVector bits = FloatVector.fromArray(FLOATS, numbers, offset + k).reinterpretAsInts();
      IntVector flips = bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE);
      bits.lanewise(VectorOperators.XOR, flips).sub(SHIFT).intoArray(keys, k);
    }
    ScalarSortingLoops.toKeys(numbers, offset, end, length, keys);
  }

  @Override
  public void exchange(int[] low, int[] high, int length) {
    int end = INTEGERS.loopBound(length);
    for (int k = 0; k < end; k += LANES) {
      IntVector one = IntVector.fromArray(INTEGERS, low, k);
      IntVector other = IntVector.fromArray(INTEGERS, high, k);
      one.min(other).intoArray(low, k);
      one.max(other).intoArray(high, k);
    }
    ScalarSortingLoops.exchange(low, high, end, length);
  }
}
