package org.hyperprism.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link KernelLoops#addDerivativeTerms} with the Vector API. */
final class SimdDerivativeTerms {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();

  private SimdDerivativeTerms() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  private static DoubleVector at(double[] array, int index) {
    return DoubleVector.fromArray(DOUBLES, array, index);
  }

  static void add(
      WeightedVectors members,
      int first,
      int last,
      int start,
      int length,
      float[][] logarithms,
      double p,
      double[] sum,
      double[] logarithmicSum,
      double[] size) {
    int end = length;
    for (int j = first; j < last; j++) {
      end = Math.min(end, SimdLoops.end(members.array(j), members.offset(j) + start, length));
      end = Math.min(end, SimdLoops.end(logarithms[j - first], 0, length));
    }
    end = DOUBLES.loopBound(end);
    DoubleVector exponent = all(p);
    DoubleVector lowest = all(RelativePower.LOWEST);
    DoubleVector rounding = all(RelativePower.ROUNDING);
    LongVector roundingBits = LongVector.broadcast(LONGS, RelativePower.ROUNDING_BITS);
    LongVector signBit = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    DoubleVector r0 = all(RelativePower.R0);
    DoubleVector r1 = all(RelativePower.R1);
    DoubleVector r2 = all(RelativePower.R2);
    DoubleVector r3 = all(RelativePower.R3);
    DoubleVector r4 = all(RelativePower.R4);
    DoubleVector r5 = all(RelativePower.R5);
    DoubleVector r6 = all(RelativePower.R6);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector s = at(sum, k);
      DoubleVector n = at(logarithmicSum, k);
      DoubleVector m = at(size, k);
      for (int j = first; j < last; j++) {
        DoubleVector l = SimdLoops.widen(logarithms[j - first], k);
        DoubleVector product = l.mul(exponent);
        DoubleVector y = product.blend(lowest, product.compare(VectorOperators.LT, lowest));
        DoubleVector rounded = y.add(rounding);
        DoubleVector f = y.sub(rounded.sub(rounding));
        DoubleVector scale =
            rounded
                .reinterpretAsLongs()
                .sub(roundingBits)
                .lanewise(VectorOperators.LSHL, RelativePower.MANTISSA_BITS)
                .reinterpretAsDoubles();
        DoubleVector square = f.mul(f);
        DoubleVector even = r6.fma(square, r4).fma(square, r2).fma(square, r0);
        DoubleVector magnitude =
            r5.fma(square, r3)
                .fma(square, r1)
                .fma(f, even)
                .mul(f)
                .fma(scale, scale)
                .mul(Math.abs(members.weight(j)));
        DoubleVector term =
            SimdLoops.widen(members.array(j), members.offset(j) + start + k)
                .reinterpretAsLongs()
                .lanewise(VectorOperators.XOR, members.weight(j) < 0 ? Long.MIN_VALUE : 0)
                .and(signBit)
                .or(magnitude.reinterpretAsLongs())
                .reinterpretAsDoubles();
        s = s.add(term);
        n = term.fma(l, n);
        m = m.add(magnitude);
      }
      s.intoArray(sum, k);
      n.intoArray(logarithmicSum, k);
      m.intoArray(size, k);
    }
    ScalarLoops.addDerivativeTerms(
        members, first, last, start, end, length, logarithms, p, sum, logarithmicSum, size);
  }
}
