package org.hyperprism.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RelativeLogarithm} over arrays with the Vector API, with its bits.
 *
 * <p>Each loop's method is longer than the 325 bytes of code up to which the compiler puts a method
 * into its caller: with several of them in one, it gives up on the Vector API within them.
 */
final class SimdRealPowers {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final int MANTISSA_BITS = RelativeLogarithm.MANTISSA_BITS;

  private SimdRealPowers() {}

  private static FloatVector load(float[] array, int index) {
    return FloatVector.fromArray(FLOATS, array, index);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static IntVector all(int value) {
    return IntVector.broadcast(INTEGERS, value);
  }

  /** All of {@link KernelLoops#inverses(float[], int, float[])}. */
  static boolean inverses(float[] largest, int length, float[] inverse) {
    int end = FLOATS.loopBound(length);
    FloatVector zero = all(0f);
    FloatVector one = all(1f);
    IntVector low = all(Float.floatToRawIntBits(RelativeLogarithm.SMALLEST));
    IntVector high = all(Float.floatToRawIntBits(RelativeLogarithm.LARGEST));
    IntVector outside = all(0);
    for (int k = 0; k < end; k += LANES) {
      FloatVector c = load(largest, k);
      // Zeros count as ones, whose inverse is then taken back.
      IntVector bits = c.blend(one, c.compare(VectorOperators.EQ, zero)).reinterpretAsInts();
      outside = outside.or(bits.sub(low)).or(high.sub(bits));
      one.div(c).blend(zero, c.compare(VectorOperators.EQ, zero)).intoArray(inverse, k);
    }
    boolean inside = outside.reduceLanes(VectorOperators.OR) >= 0;
    return ScalarLoops.inverses(largest, end, length, inverse) && inside;
  }

  static void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm) {
    int end = FLOATS.loopBound(length);
    FloatVector q0 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q0);
    FloatVector q1 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q1);
    FloatVector q2 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q2);
    FloatVector q3 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q3);
    FloatVector q4 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q4);
    FloatVector q5 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q5);
    FloatVector q6 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q6);
    FloatVector q7 = FloatVector.broadcast(FLOATS, RelativeLogarithm.Q7);
    IntVector floor = all(RelativeLogarithm.FLOOR);
    IntVector first = all(RelativeLogarithm.FIRST);
    IntVector bias = all(RelativeLogarithm.BIAS);
    IntVector mask = all(RelativeLogarithm.MAGNITUDE);
    for (int k = 0; k < end; k += LANES) {
      FloatVector reciprocal = load(inverse, k);
      FloatVector magnitude =
          load(w, offset + k).reinterpretAsInts().and(mask).reinterpretAsFloats();
      IntVector exponent =
          magnitude
              .mul(reciprocal)
              .reinterpretAsInts()
              .max(floor)
              .sub(first)
              .lanewise(VectorOperators.ASHR, MANTISSA_BITS);
      FloatVector u =
          bias.sub(exponent)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats()
              .mul(magnitude)
              .sub(load(largest, k))
              .mul(reciprocal);
      FloatVector square = u.mul(u);
      q7.fma(square, q5)
          .fma(square, q3)
          .fma(square, q1)
          .fma(u, q6.fma(square, q4).fma(square, q2).fma(square, q0))
          .fma(u, (FloatVector) exponent.convertShape(VectorOperators.I2F, FLOATS, 0))
          .intoArray(logarithm, k);
    }
    ScalarLoops.relativeLogarithms(w, offset, end, length, largest, inverse, logarithm);
  }

  static void realPowers(
      float[] w, int offset, int length, float[] logarithm, float p, float[] power) {
    int end = length - length % (2 * LANES);
    FloatVector r0 = all(RelativeLogarithm.R0);
    FloatVector r1 = all(RelativeLogarithm.R1);
    FloatVector r2 = all(RelativeLogarithm.R2);
    FloatVector r3 = all(RelativeLogarithm.R3);
    FloatVector r4 = all(RelativeLogarithm.R4);
    FloatVector rounding = all(RelativeLogarithm.ROUNDING);
    IntVector roundingBits = all(RelativeLogarithm.ROUNDING_BITS);
    IntVector zero = all(0);
    IntVector sign = all(RelativeLogarithm.SIGN);
    FloatVector exponent = all(p);
    for (int k = 0; k < end; k += 2 * LANES) {
      FloatVector y = load(logarithm, k).mul(exponent);
      FloatVector nextY = load(logarithm, k + LANES).mul(exponent);
      FloatVector rounded = y.add(rounding);
      FloatVector nextRounded = nextY.add(rounding);
      FloatVector f = y.sub(rounded.sub(rounding));
      FloatVector nextF = nextY.sub(nextRounded.sub(rounding));
      FloatVector scale =
          rounded
              .reinterpretAsInts()
              .sub(roundingBits)
              .max(zero)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .or(load(w, offset + k).reinterpretAsInts().and(sign))
              .reinterpretAsFloats();
      FloatVector nextScale =
          nextRounded
              .reinterpretAsInts()
              .sub(roundingBits)
              .max(zero)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .or(load(w, offset + k + LANES).reinterpretAsInts().and(sign))
              .reinterpretAsFloats();
      r4.fma(f, r3).fma(f, r2).fma(f, r1).fma(f, r0).mul(f).fma(scale, scale).intoArray(power, k);
      r4.fma(nextF, r3)
          .fma(nextF, r2)
          .fma(nextF, r1)
          .fma(nextF, r0)
          .mul(nextF)
          .fma(nextScale, nextScale)
          .intoArray(power, k + LANES);
    }
    ScalarLoops.realPowers(w, offset, end, length, logarithm, p, power);
  }
}
