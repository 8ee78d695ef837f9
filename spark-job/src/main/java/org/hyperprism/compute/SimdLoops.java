package org.hyperprism.compute;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hyperprism.math.SimdFunctions;

/**
 * The loops with the Vector API; what is left behind the last whole vector goes through {@link
 * ScalarLoops}.
 *
 * <p>Vectors of float32 are half as wide as those of float64, so that both have as many lanes. Each
 * loop is a method of its own and short, with its constants in local variables: the compiler
 * inlines only so much of the Vector API into one method, and what it does not inline is a thousand
 * times slower.
 */
public final class SimdLoops implements KernelLoops {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final VectorSpecies<Integer> INTEGERS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());

  private static final int LANES = DOUBLES.length();

  private static final int MANTISSA_BITS = RelativeLogarithm.MANTISSA_BITS;

  /** Found by its name. */
  public SimdLoops() {}

  private static DoubleVector toDoubles(FloatVector vector) {
    return (DoubleVector) vector.castShape(DOUBLES, 0);
  }

  private static DoubleVector load(float[] array, int index) {
    return toDoubles(FloatVector.fromArray(FLOATS, array, index));
  }

  private static IntVector bits(float[] array, int index) {
    return FloatVector.fromArray(FLOATS, array, index).reinterpretAsInts();
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static IntVector all(int value) {
    return IntVector.broadcast(INTEGERS, value);
  }

  private static LongVector all(long value) {
    return LongVector.broadcast(LONGS, value);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  @Override
  public void linearSums(Neighbourhood members, int start, int length, double[] sum) {
    int end = DOUBLES.loopBound(length);
    Arrays.fill(sum, 0, end, 0);
    int j = 0;
    for (; j + 4 <= members.size(); j += 4) {
      addFour(members, j, start, end, sum);
    }
    for (; j < members.size(); j++) {
      addOne(members.array(j), members.offset(j) + start, end, members.weight(j), sum);
    }
    ScalarLoops.linearSums(members, start, end, length, sum);
  }

  private static void addFour(Neighbourhood members, int j, int start, int end, double[] sum) {
    float[] w0 = members.array(j);
    float[] w1 = members.array(j + 1);
    float[] w2 = members.array(j + 2);
    float[] w3 = members.array(j + 3);
    int offset0 = members.offset(j) + start;
    int offset1 = members.offset(j + 1) + start;
    int offset2 = members.offset(j + 2) + start;
    int offset3 = members.offset(j + 3) + start;
    DoubleVector a0 = all(members.weight(j));
    DoubleVector a1 = all(members.weight(j + 1));
    DoubleVector a2 = all(members.weight(j + 2));
    DoubleVector a3 = all(members.weight(j + 3));
    for (int k = 0; k < end; k += LANES) {
      DoubleVector.fromArray(DOUBLES, sum, k)
          .add(load(w0, offset0 + k).mul(a0))
          .add(load(w1, offset1 + k).mul(a1))
          .add(load(w2, offset2 + k).mul(a2))
          .add(load(w3, offset3 + k).mul(a3))
          .intoArray(sum, k);
    }
  }

  private static void addOne(float[] w, int offset, int end, double weight, double[] sum) {
    DoubleVector a = all(weight);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector.fromArray(DOUBLES, sum, k).add(load(w, offset + k).mul(a)).intoArray(sum, k);
    }
  }

  @Override
  public void squareSums(Neighbourhood members, int start, int length, double[] sum) {
    int end = DOUBLES.loopBound(length);
    Arrays.fill(sum, 0, end, 0);
    for (int j = 0; j < members.size(); j++) {
      if (members.weight(j) > 0) {
        addSquares(members.array(j), members.offset(j) + start, end, members.weight(j), sum);
      }
    }
    ScalarLoops.squareSums(members, start, end, length, sum);
  }

  private static void addSquares(float[] w, int offset, int end, double weight, double[] sum) {
    DoubleVector a = all(weight);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = load(w, offset + k);
      value.mul(value.abs()).fma(a, DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }

  @Override
  public void cubeSums(Neighbourhood members, int start, int length, double[] sum) {
    int end = DOUBLES.loopBound(length);
    Arrays.fill(sum, 0, end, 0);
    int first = nextWithWeight(members, 0);
    while (first < members.size()) {
      int second = nextWithWeight(members, first + 1);
      int third = nextWithWeight(members, second + 1);
      if (third < members.size()) {
        addCubes(members, first, second, third, start, end, sum);
        first = nextWithWeight(members, third + 1);
      } else {
        addCubes(
            members.array(first), members.offset(first) + start, end, members.weight(first), sum);
        first = second;
      }
    }
    ScalarLoops.cubeSums(members, start, end, length, sum);
  }

  private static int nextWithWeight(Neighbourhood members, int from) {
    int j = from;
    while (j < members.size() && !(members.weight(j) > 0)) {
      j++;
    }
    return j;
  }

  private static void addCubes(
      Neighbourhood members, int first, int second, int third, int start, int end, double[] sum) {
    float[] w0 = members.array(first);
    float[] w1 = members.array(second);
    float[] w2 = members.array(third);
    int offset0 = members.offset(first) + start;
    int offset1 = members.offset(second) + start;
    int offset2 = members.offset(third) + start;
    DoubleVector a0 = all(members.weight(first));
    DoubleVector a1 = all(members.weight(second));
    DoubleVector a2 = all(members.weight(third));
    for (int k = 0; k < end; k += LANES) {
      DoubleVector v0 = load(w0, offset0 + k);
      DoubleVector v1 = load(w1, offset1 + k);
      DoubleVector v2 = load(w2, offset2 + k);
      DoubleVector s = v0.mul(v0).fma(v0.mul(a0), DoubleVector.fromArray(DOUBLES, sum, k));
      v2.mul(v2).fma(v2.mul(a2), v1.mul(v1).fma(v1.mul(a1), s)).intoArray(sum, k);
    }
  }

  private static void addCubes(float[] w, int offset, int end, double weight, double[] sum) {
    DoubleVector a = all(weight);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = load(w, offset + k);
      value.mul(value).fma(value.mul(a), DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }

  @Override
  public void largestMagnitudes(Neighbourhood members, int start, int length, float[] largest) {
    int end = DOUBLES.loopBound(length);
    Arrays.fill(largest, 0, end, 0);
    int first = nextWithWeight(members, 0);
    while (first < members.size()) {
      int second = Math.min(nextWithWeight(members, first + 1), members.size() - 1);
      if (!(members.weight(second) > 0)) {
        second = first;
      }
      raise(
          members.array(first),
          members.offset(first) + start,
          members.array(second),
          members.offset(second) + start,
          end,
          largest);
      first = nextWithWeight(members, Math.max(first, second) + 1);
    }
    ScalarLoops.largestMagnitudes(members, start, end, length, largest);
  }

  private static void raise(
      float[] w0, int offset0, float[] w1, int offset1, int end, float[] largest) {
    IntVector magnitude = all(RelativeLogarithm.MAGNITUDE);
    for (int k = 0; k < end; k += LANES) {
      bits(largest, k)
          .max(bits(w0, offset0 + k).and(magnitude))
          .max(bits(w1, offset1 + k).and(magnitude))
          .reinterpretAsFloats()
          .intoArray(largest, k);
    }
  }

  @Override
  public void inverses(float[] largest, int length, double[] inverse) {
    int end = DOUBLES.loopBound(length);
    DoubleVector one = all(1.0);
    DoubleVector zero = all(0.0);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector c = load(largest, k);
      one.div(c).blend(zero, c.compare(VectorOperators.EQ, zero)).intoArray(inverse, k);
    }
    ScalarLoops.inverses(largest, end, length, inverse);
  }

  @Override
  public boolean inverses(float[] largest, int length, float[] inverse) {
    int end = DOUBLES.loopBound(length);
    FloatVector one = all(1f);
    FloatVector zero = all(0f);
    IntVector low = all(Float.floatToRawIntBits(RelativeLogarithm.SMALLEST));
    IntVector high = all(Float.floatToRawIntBits(RelativeLogarithm.LARGEST));
    IntVector outside = all(0);
    for (int k = 0; k < end; k += LANES) {
      FloatVector c = FloatVector.fromArray(FLOATS, largest, k);
      FloatVector safe = c.blend(one, c.compare(VectorOperators.EQ, zero));
      IntVector raw = safe.reinterpretAsInts();
      outside = outside.or(raw.sub(low)).or(high.sub(raw));
      one.div(c).blend(zero, c.compare(VectorOperators.EQ, zero)).intoArray(inverse, k);
    }
    boolean inside = outside.reduceLanes(VectorOperators.OR) >= 0;
    return ScalarLoops.inverses(largest, end, length, inverse) && inside;
  }

  @Override
  public void integerPowers(
      float[] w,
      int offset,
      int length,
      double[] inverse,
      int exponent,
      double[] power,
      double[] square) {
    int end = DOUBLES.loopBound(length);
    int remaining = exponent;
    begin(w, offset, end, inverse, power);
    while ((remaining & 1) == 0) {
      squareWithSign(end, power);
      remaining >>= 1;
    }
    remaining >>= 1;
    if (remaining != 0) {
      System.arraycopy(power, 0, square, 0, end);
    }
    for (; remaining != 0; remaining >>= 1) {
      if ((remaining & 1) != 0) {
        squareAndMultiply(end, square, power);
      } else {
        square(end, square);
      }
    }
    ScalarLoops.integerPowers(w, offset, end, length, inverse, exponent, power);
  }

  private static void begin(float[] w, int offset, int end, double[] inverse, double[] power) {
    for (int k = 0; k < end; k += LANES) {
      load(w, offset + k).mul(DoubleVector.fromArray(DOUBLES, inverse, k)).intoArray(power, k);
    }
  }

  private static void squareWithSign(int end, double[] power) {
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, power, k);
      value.mul(value.abs()).intoArray(power, k);
    }
  }

  private static void square(int end, double[] square) {
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, square, k);
      value.mul(value).intoArray(square, k);
    }
  }

  private static void squareAndMultiply(int end, double[] square, double[] power) {
    for (int k = 0; k < end; k += LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, square, k);
      DoubleVector squared = value.mul(value);
      squared.intoArray(square, k);
      DoubleVector.fromArray(DOUBLES, power, k).mul(squared).intoArray(power, k);
    }
  }

  @Override
  public void addTerms(double[] power, int length, double weight, double[] sum) {
    int end = DOUBLES.loopBound(length);
    DoubleVector a = all(weight);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector.fromArray(DOUBLES, sum, k)
          .add(DoubleVector.fromArray(DOUBLES, power, k).mul(a))
          .intoArray(sum, k);
    }
    ScalarLoops.addTerms(power, end, length, weight, sum);
  }

  @Override
  public void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm) {
    int end = DOUBLES.loopBound(length);
    FloatVector q0 = all(RelativeLogarithm.Q0);
    FloatVector q1 = all(RelativeLogarithm.Q1);
    FloatVector q2 = all(RelativeLogarithm.Q2);
    FloatVector q3 = all(RelativeLogarithm.Q3);
    FloatVector q4 = all(RelativeLogarithm.Q4);
    FloatVector q5 = all(RelativeLogarithm.Q5);
    FloatVector q6 = all(RelativeLogarithm.Q6);
    FloatVector q7 = all(RelativeLogarithm.Q7);
    IntVector floor = all(RelativeLogarithm.FLOOR);
    IntVector first = all(RelativeLogarithm.FIRST);
    IntVector bias = all(RelativeLogarithm.BIAS);
    IntVector mask = all(RelativeLogarithm.MAGNITUDE);
    for (int k = 0; k < end; k += LANES) {
      FloatVector reciprocal = FloatVector.fromArray(FLOATS, inverse, k);
      FloatVector magnitude = bits(w, offset + k).and(mask).reinterpretAsFloats();
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
              .sub(FloatVector.fromArray(FLOATS, largest, k))
              .mul(reciprocal);
      FloatVector square = u.mul(u);
      q7.fma(square, q5)
          .fma(square, q3)
          .fma(square, q1)
          .fma(u, q6.fma(square, q4).fma(square, q2).fma(square, q0))
          .fma(u, (FloatVector) exponent.castShape(FLOATS, 0))
          .intoArray(logarithm, k);
    }
    ScalarLoops.relativeLogarithms(w, offset, end, length, largest, inverse, logarithm);
  }

  @Override
  public void addRealPowers(
      float[] w, int offset, int length, float[] logarithm, float p, double weight, double[] sum) {
    int end = DOUBLES.loopBound(length);
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
    DoubleVector a = all(weight);
    for (int k = 0; k < end; k += LANES) {
      FloatVector y = FloatVector.fromArray(FLOATS, logarithm, k).mul(exponent);
      FloatVector rounded = y.add(rounding);
      FloatVector f = y.sub(rounded.sub(rounding));
      FloatVector scale =
          rounded
              .reinterpretAsInts()
              .sub(roundingBits)
              .max(zero)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .or(bits(w, offset + k).and(sign))
              .reinterpretAsFloats();
      toDoubles(r4.fma(f, r3).fma(f, r2).fma(f, r1).fma(f, r0).mul(f).fma(scale, scale))
          .mul(a)
          .add(DoubleVector.fromArray(DOUBLES, sum, k))
          .intoArray(sum, k);
    }
    ScalarLoops.addRealPowers(w, offset, end, length, logarithm, p, weight, sum);
  }

  @Override
  public void relativeLogarithms(
      float[] w, int offset, int length, double[] scale, double[] inverse, double[] logarithm) {
    int end = DOUBLES.loopBound(length);
    DoubleVector smallest = all(RelativePower.SMALLEST);
    DoubleVector integer = all(RelativePower.INTEGER + RelativePower.BIAS);
    LongVector integerBits = all(RelativePower.INTEGER_BITS);
    LongVector toExponent = all(RelativePower.TO_EXPONENT);
    LongVector twiceBias = all(2L * RelativePower.BIAS);
    DoubleVector q0 = all(RelativePower.Q0);
    DoubleVector q1 = all(RelativePower.Q1);
    DoubleVector q2 = all(RelativePower.Q2);
    DoubleVector q3 = all(RelativePower.Q3);
    DoubleVector q4 = all(RelativePower.Q4);
    DoubleVector q5 = all(RelativePower.Q5);
    DoubleVector q6 = all(RelativePower.Q6);
    DoubleVector q7 = all(RelativePower.Q7);
    DoubleVector q8 = all(RelativePower.Q8);
    DoubleVector q9 = all(RelativePower.Q9);
    DoubleVector q10 = all(RelativePower.Q10);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector magnitude = load(w, offset + k).abs();
      DoubleVector reciprocal = DoubleVector.fromArray(DOUBLES, inverse, k);
      LongVector field =
          magnitude
              .fma(reciprocal, smallest)
              .reinterpretAsLongs()
              .add(toExponent)
              .lanewise(VectorOperators.LSHR, RelativePower.MANTISSA_BITS);
      DoubleVector exponent = field.or(integerBits).reinterpretAsDoubles().sub(integer);
      DoubleVector u =
          twiceBias
              .sub(field)
              .lanewise(VectorOperators.LSHL, RelativePower.MANTISSA_BITS)
              .reinterpretAsDoubles()
              .mul(magnitude)
              .sub(DoubleVector.fromArray(DOUBLES, scale, k))
              .mul(reciprocal);
      q10.fma(u, q9)
          .fma(u, q8)
          .fma(u, q7)
          .fma(u, q6)
          .fma(u, q5)
          .fma(u, q4)
          .fma(u, q3)
          .fma(u, q2)
          .fma(u, q1)
          .fma(u, q0)
          .fma(u, exponent)
          .intoArray(logarithm, k);
    }
    ScalarLoops.relativeLogarithms(w, offset, end, length, scale, inverse, logarithm);
  }

  @Override
  public void relativePowers(double[] logarithm, int length, double p, double[] power) {
    int end = DOUBLES.loopBound(length);
    DoubleVector exponent = all(p);
    DoubleVector lowest = all(RelativePower.LOWEST);
    DoubleVector rounding = all(RelativePower.ROUNDING);
    LongVector roundingBits = all(RelativePower.ROUNDING_BITS);
    DoubleVector r0 = all(RelativePower.R0);
    DoubleVector r1 = all(RelativePower.R1);
    DoubleVector r2 = all(RelativePower.R2);
    DoubleVector r3 = all(RelativePower.R3);
    DoubleVector r4 = all(RelativePower.R4);
    DoubleVector r5 = all(RelativePower.R5);
    DoubleVector r6 = all(RelativePower.R6);
    DoubleVector r7 = all(RelativePower.R7);
    DoubleVector r8 = all(RelativePower.R8);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector product = DoubleVector.fromArray(DOUBLES, logarithm, k).mul(exponent);
      DoubleVector y = product.blend(lowest, product.compare(VectorOperators.LT, lowest));
      DoubleVector rounded = y.add(rounding);
      DoubleVector f = y.sub(rounded.sub(rounding));
      DoubleVector scale =
          rounded
              .reinterpretAsLongs()
              .sub(roundingBits)
              .lanewise(VectorOperators.LSHL, RelativePower.MANTISSA_BITS)
              .reinterpretAsDoubles();
      r8.fma(f, r7)
          .fma(f, r6)
          .fma(f, r5)
          .fma(f, r4)
          .fma(f, r3)
          .fma(f, r2)
          .fma(f, r1)
          .fma(f, r0)
          .mul(f)
          .fma(scale, scale)
          .intoArray(power, k);
    }
    ScalarLoops.relativePowers(logarithm, end, length, p, power);
  }

  @Override
  public void addDerivativeTerms(
      float[] w,
      int offset,
      int length,
      double[] power,
      double[] logarithm,
      double weight,
      double[] sum,
      double[] logarithmicSum,
      double[] size) {
    int end = DOUBLES.loopBound(length);
    DoubleVector a = all(weight);
    LongVector sign = all(Long.MIN_VALUE);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector magnitude = DoubleVector.fromArray(DOUBLES, power, k).abs().mul(a);
      DoubleVector term =
          load(w, offset + k)
              .reinterpretAsLongs()
              .and(sign)
              .or(magnitude.reinterpretAsLongs())
              .reinterpretAsDoubles();
      DoubleVector.fromArray(DOUBLES, sum, k).add(term).intoArray(sum, k);
      term.fma(
              DoubleVector.fromArray(DOUBLES, logarithm, k),
              DoubleVector.fromArray(DOUBLES, logarithmicSum, k))
          .intoArray(logarithmicSum, k);
      DoubleVector.fromArray(DOUBLES, size, k).add(magnitude).intoArray(size, k);
    }
    ScalarLoops.addDerivativeTerms(
        w, offset, end, length, power, logarithm, weight, sum, logarithmicSum, size);
  }

  @Override
  public void logarithms(double[] x, int length, double[] result) {
    ScalarLoops.logarithms(x, SimdFunctions.logarithms(x, length, result), length, result);
  }

  @Override
  public void exponentials(double[] x, int length, double factor, double[] result) {
    int end = SimdFunctions.exponentials(x, length, factor, result);
    ScalarLoops.exponentials(x, end, length, factor, result);
  }

  @Override
  public void squareRoots(double[] x, int length) {
    int end = DOUBLES.loopBound(length);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector.fromArray(DOUBLES, x, k).sqrt().intoArray(x, k);
    }
    ScalarLoops.squareRoots(x, end, length);
  }

  @Override
  public void cubeRoots(double[] x, int length) {
    ScalarLoops.cubeRoots(x, SimdFunctions.cubeRoots(x, length), length);
  }

  @Override
  public void signedProducts(
      double[] magnitude, double[] sign, double[] scale, int length, float[] result, int offset) {
    int end = DOUBLES.loopBound(length);
    DoubleVector signBit = all(-0.0);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector product =
          DoubleVector.fromArray(DOUBLES, magnitude, k)
              .mul(DoubleVector.fromArray(DOUBLES, scale, k))
              .abs();
      ((FloatVector)
              product
                  .reinterpretAsLongs()
                  .or(
                      DoubleVector.fromArray(DOUBLES, sign, k)
                          .reinterpretAsLongs()
                          .and(signBit.reinterpretAsLongs()))
                  .reinterpretAsDoubles()
                  .castShape(FLOATS, 0))
          .intoArray(result, offset + k);
    }
    ScalarLoops.signedProducts(magnitude, sign, scale, end, length, result, offset);
  }
}
