package org.hyperprism.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link BinaryLogarithm}, {@link BinaryExponential} and {@link CubeRoot} of whole arrays with the
 * Vector API, with their bits. Arrays begin at 0; a result may be its argument.
 *
 * <p>The compiler inlines only so much of the Vector API into one method, so each loop is a method
 * of its own, with its constants in local variables.
 */
public final class SimdFunctions {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());
  private static final int LANES = DOUBLES.length();

  private static final long SMALLEST_NORMAL_BITS = 0x0010000000000000L;
  private static final long LARGEST_BITS = 0x7FEFFFFFFFFFFFFFL;

  private SimdFunctions() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  private static LongVector all(long value) {
    return LongVector.broadcast(LONGS, value);
  }

  /**
   * Fills result with log2|x| up to the returned index, which is a multiple of the lanes; the rest
   * is left to the scalar function, all of it where a number is subnormal or not finite.
   */
  public static int logarithms(double[] x, int length, double[] result) {
    int end = DOUBLES.loopBound(length);
    if (!isOrdinary(x, end)) {
      return 0;
    }
    ordinaryLogarithms(x, end, result);
    return end;
  }

  /** Whether every number is 0 or normal. */
  private static boolean isOrdinary(double[] x, int end) {
    DoubleVector zero = all(0.0);
    DoubleVector one = all(1.0);
    LongVector low = all(SMALLEST_NORMAL_BITS);
    LongVector high = all(LARGEST_BITS);
    LongVector outside = all(0L);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector magnitude = DoubleVector.fromArray(DOUBLES, x, k).abs();
      LongVector bits =
          magnitude.blend(one, magnitude.compare(VectorOperators.EQ, zero)).reinterpretAsLongs();
      outside = outside.or(bits.sub(low)).or(high.sub(bits));
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }

  private static void ordinaryLogarithms(double[] x, int end, double[] result) {
    DoubleVector one = all(1.0);
    DoubleVector zero = all(0.0);
    DoubleVector minusInfinity = all(Double.NEGATIVE_INFINITY);
    DoubleVector integer = all(BinaryLogarithm.INTEGER + BinaryLogarithm.BIAS);
    LongVector integerBits = all(BinaryLogarithm.INTEGER_BITS);
    LongVector toExponent = all(BinaryLogarithm.TO_EXPONENT);
    LongVector mantissa = all(BinaryLogarithm.MANTISSA);
    LongVector first = all(BinaryLogarithm.FIRST);
    DoubleVector c0 = all(BinaryLogarithm.C0);
    DoubleVector c1 = all(BinaryLogarithm.C1);
    DoubleVector c2 = all(BinaryLogarithm.C2);
    DoubleVector c3 = all(BinaryLogarithm.C3);
    DoubleVector c4 = all(BinaryLogarithm.C4);
    DoubleVector c5 = all(BinaryLogarithm.C5);
    DoubleVector c6 = all(BinaryLogarithm.C6);
    DoubleVector c7 = all(BinaryLogarithm.C7);
    DoubleVector c8 = all(BinaryLogarithm.C8);
    DoubleVector c9 = all(BinaryLogarithm.C9);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector magnitude = DoubleVector.fromArray(DOUBLES, x, k).abs();
      LongVector shifted = magnitude.reinterpretAsLongs().add(toExponent);
      DoubleVector exponent =
          shifted
              .lanewise(VectorOperators.LSHR, BinaryLogarithm.MANTISSA_BITS)
              .or(integerBits)
              .reinterpretAsDoubles()
              .sub(integer);
      DoubleVector m = shifted.and(mantissa).add(first).reinterpretAsDoubles();
      DoubleVector s = m.sub(one).div(m.add(one));
      DoubleVector z = s.mul(s);
      c9.fma(z, c8)
          .fma(z, c7)
          .fma(z, c6)
          .fma(z, c5)
          .fma(z, c4)
          .fma(z, c3)
          .fma(z, c2)
          .fma(z, c1)
          .fma(z, c0)
          .fma(s, exponent)
          .blend(minusInfinity, magnitude.compare(VectorOperators.EQ, zero))
          .intoArray(result, k);
    }
  }

  /** Fills result with 2^(factor x) up to the returned index, which is a multiple of the lanes. */
  public static int exponentials(double[] x, int length, double factor, double[] result) {
    int end = DOUBLES.loopBound(length);
    clamp(x, end, factor, result);
    clampedExponentials(end, result);
    return end;
  }

  private static void clamp(double[] x, int end, double factor, double[] result) {
    DoubleVector lowest = all(BinaryExponential.LOWEST);
    DoubleVector highest = all(BinaryExponential.HIGHEST);
    DoubleVector factors = all(factor);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector y = DoubleVector.fromArray(DOUBLES, x, k).mul(factors);
      y.blend(lowest, y.compare(VectorOperators.LT, lowest))
          .blend(highest, y.compare(VectorOperators.GT, highest))
          .intoArray(result, k);
    }
  }

  private static void clampedExponentials(int end, double[] result) {
    DoubleVector one = all(1.0);
    DoubleVector rounding = all(BinaryExponential.ROUNDING);
    LongVector roundingBits = all(BinaryExponential.ROUNDING_BITS - BinaryExponential.SHIFT);
    LongVector bias = all(BinaryExponential.SHIFT / 2L - BinaryExponential.BIAS);
    DoubleVector c1 = all(BinaryExponential.C1);
    DoubleVector c2 = all(BinaryExponential.C2);
    DoubleVector c3 = all(BinaryExponential.C3);
    DoubleVector c4 = all(BinaryExponential.C4);
    DoubleVector c5 = all(BinaryExponential.C5);
    DoubleVector c6 = all(BinaryExponential.C6);
    DoubleVector c7 = all(BinaryExponential.C7);
    DoubleVector c8 = all(BinaryExponential.C8);
    DoubleVector c9 = all(BinaryExponential.C9);
    DoubleVector c10 = all(BinaryExponential.C10);
    DoubleVector c11 = all(BinaryExponential.C11);
    DoubleVector c12 = all(BinaryExponential.C12);
    DoubleVector c13 = all(BinaryExponential.C13);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector y = DoubleVector.fromArray(DOUBLES, result, k);
      DoubleVector rounded = y.add(rounding);
      DoubleVector f = y.sub(rounded.sub(rounding));
      LongVector whole = rounded.reinterpretAsLongs().sub(roundingBits);
      LongVector half = whole.lanewise(VectorOperators.LSHR, 1);
      DoubleVector first = half.sub(bias).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector second =
          whole.sub(half).sub(bias).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      c13.fma(f, c12)
          .fma(f, c11)
          .fma(f, c10)
          .fma(f, c9)
          .fma(f, c8)
          .fma(f, c7)
          .fma(f, c6)
          .fma(f, c5)
          .fma(f, c4)
          .fma(f, c3)
          .fma(f, c2)
          .fma(f, c1)
          .fma(f, one)
          .mul(first)
          .mul(second)
          .intoArray(result, k);
    }
  }

  /** Takes the cube roots of x, numbers >= 0, up to the returned index. */
  public static int cubeRoots(double[] x, int length) {
    int end = DOUBLES.loopBound(length);
    DoubleVector one = all(1.0);
    DoubleVector integer = all(CubeRoot.INTEGER);
    LongVector integerBits = all(CubeRoot.INTEGER_BITS);
    DoubleVector minusThird = all(-CubeRoot.THIRD);
    DoubleVector firstGuess = all(CubeRoot.FIRST_GUESS);
    DoubleVector third = all(CubeRoot.THIRD);
    DoubleVector c2 = all(CubeRoot.C2);
    DoubleVector c3 = all(CubeRoot.C3);
    DoubleVector c4 = all(CubeRoot.C4);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, x, k);
      DoubleVector r =
          value
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, CubeRoot.DROPPED_BITS)
              .or(integerBits)
              .reinterpretAsDoubles()
              .sub(integer)
              .fma(minusThird, firstGuess)
              .add(integer)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, CubeRoot.DROPPED_BITS)
              .reinterpretAsDoubles();
      DoubleVector e = value.mul(r).neg().fma(r.mul(r), one);
      r = c4.fma(e, c3).fma(e, c2).fma(e, third).mul(e).fma(r, r);
      e = value.mul(r).neg().fma(r.mul(r), one);
      r = c2.fma(e, third).mul(e).fma(r, r);
      value.mul(r).mul(r).intoArray(x, k);
    }
    return end;
  }
}
