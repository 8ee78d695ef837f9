package org.hyperprism.compute;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hyperprism.math.SimdFunctions;

/**
 * The loops with the Vector API; what is left behind the last whole vector goes through {@link
 * ScalarLoops}.
 *
 * <p>Vectors of every type have the machine's preferred width: in one JVM, loops over two widths of
 * a type make each other ten times slower, because the API's own methods then see two classes. So
 * the float64 of a float32 array come from the lower half of a whole vector. Each loop is a method
 * of its own and short, with its constants in local variables: the compiler inlines only so much of
 * the Vector API into one method.
 */
public final class SimdLoops implements KernelLoops {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;

  private static final int LANES = FLOATS.length();

  private static final int HALF = DOUBLES.length();

  /** Found by its name. */
  public SimdLoops() {}

  static FloatVector load(float[] array, int index) {
    return FloatVector.fromArray(FLOATS, array, index);
  }

  /** As many numbers as a vector of float64 has. The vector of float32 reads on behind them. */
  static DoubleVector widen(float[] array, int index) {
    return (DoubleVector) load(array, index).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  /** Up to where {@link #widen} may go in steps of a vector of float64. */
  static int end(float[] array, int offset, int length) {
    return DOUBLES.loopBound(Math.max(0, Math.min(length, array.length - offset - HALF)));
  }

  private static int end(WeightedVectors members, int start, int length) {
    int end = length;
    for (int j = 0; j < members.size(); j++) {
      end = Math.min(end, end(members.array(j), members.offset(j) + start, length));
    }
    return DOUBLES.loopBound(end);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  private static DoubleVector at(double[] array, int index) {
    return DoubleVector.fromArray(DOUBLES, array, index);
  }

  @Override
  public void addLinearSums(WeightedVectors members, int start, int length, double[] sum) {
    int end = end(members, start, length);
    SimdPowerSums.add(members, start, end, 1, sum);
    ScalarLoops.addLinearSums(members, start, end, length, sum);
  }

  @Override
  public void addSmallPowerSums(
      WeightedVectors members, int start, int length, int exponent, double[] sum) {
    int end = end(members, start, length);
    SimdPowerSums.add(members, start, end, exponent, sum);
    ScalarLoops.addSmallPowerSums(members, start, end, length, exponent, sum);
  }

  @Override
  public void largestMagnitudes(WeightedVectors members, int start, int length, float[] largest) {
    int end = FLOATS.loopBound(length);
    Arrays.fill(largest, 0, end, 0);
    for (int j = 0; j < members.size(); j += 8) {
      raise(members, start, j, end, largest);
    }
    ScalarLoops.largestMagnitudes(members, start, end, length, largest);
  }

  /** Of eight members from {@code first} on; those that there are not repeat the last one. */
  private static void raise(
      WeightedVectors members, int start, int first, int end, float[] largest) {
    int last = members.size() - 1;
    int j1 = Math.min(first + 1, last);
    int j2 = Math.min(first + 2, last);
    int j3 = Math.min(first + 3, last);
    int j4 = Math.min(first + 4, last);
    int j5 = Math.min(first + 5, last);
    int j6 = Math.min(first + 6, last);
    int j7 = Math.min(first + 7, last);
    float[] w0 = members.array(first);
    float[] w1 = members.array(j1);
    float[] w2 = members.array(j2);
    float[] w3 = members.array(j3);
    float[] w4 = members.array(j4);
    float[] w5 = members.array(j5);
    float[] w6 = members.array(j6);
    float[] w7 = members.array(j7);
    int o0 = members.offset(first) + start;
    int o1 = members.offset(j1) + start;
    int o2 = members.offset(j2) + start;
    int o3 = members.offset(j3) + start;
    int o4 = members.offset(j4) + start;
    int o5 = members.offset(j5) + start;
    int o6 = members.offset(j6) + start;
    int o7 = members.offset(j7) + start;
    IntVector magnitude = IntVector.broadcast(INTEGERS, RelativeLogarithm.MAGNITUDE);
    for (int k = 0; k < end; k += LANES) {
      load(largest, k)
          .reinterpretAsInts()
          .max(load(w0, o0 + k).reinterpretAsInts().and(magnitude))
          .max(load(w1, o1 + k).reinterpretAsInts().and(magnitude))
          .max(load(w2, o2 + k).reinterpretAsInts().and(magnitude))
          .max(load(w3, o3 + k).reinterpretAsInts().and(magnitude))
          .max(load(w4, o4 + k).reinterpretAsInts().and(magnitude))
          .max(load(w5, o5 + k).reinterpretAsInts().and(magnitude))
          .max(load(w6, o6 + k).reinterpretAsInts().and(magnitude))
          .max(load(w7, o7 + k).reinterpretAsInts().and(magnitude))
          .reinterpretAsFloats()
          .intoArray(largest, k);
    }
  }

  @Override
  public void inverses(float[] largest, int length, double[] scale, double[] inverse) {
    int end = end(largest, 0, length);
    DoubleVector one = all(1);
    DoubleVector zero = all(0);
    for (int k = 0; k < end; k += HALF) {
      DoubleVector c = widen(largest, k);
      c.intoArray(scale, k);
      one.div(c).blend(zero, c.compare(VectorOperators.EQ, zero)).intoArray(inverse, k);
    }
    ScalarLoops.inverses(largest, end, length, scale, inverse);
  }

  @Override
  public boolean inverses(float[] largest, int length, float[] inverse) {
    return SimdRealPowers.inverses(largest, length, inverse);
  }

  @Override
  public void addIntegerPowers(
      float[] w,
      int offset,
      int length,
      double[] inverse,
      int exponent,
      double weight,
      double[] sum) {
    int end = end(w, offset, length);
    if (exponent < 16) {
      addPowersTo15(w, offset, end, inverse, exponent, weight, sum);
    } else {
      addPowersTo127(w, offset, end, inverse, exponent, weight, sum);
    }
    ScalarLoops.addIntegerPowers(w, offset, end, length, inverse, exponent, weight, sum);
  }

  /** Whether a factor x^bit is left out. */
  private static VectorMask<Double> without(int exponent, int bit) {
    return DOUBLES.maskAll((exponent & bit) == 0);
  }

  /** |magnitude| with the sign. */
  static DoubleVector withSign(DoubleVector magnitude, DoubleVector sign) {
    return magnitude
        .reinterpretAsLongs()
        .or(sign.reinterpretAsLongs().and(Long.MIN_VALUE))
        .reinterpretAsDoubles();
  }

  private static void addPowersTo15(
      float[] w, int offset, int end, double[] inverse, int exponent, double weight, double[] sum) {
    DoubleVector one = all(1);
    DoubleVector a = all(weight);
    VectorMask<Double> without1 = without(exponent, 1);
    VectorMask<Double> without2 = without(exponent, 2);
    VectorMask<Double> without4 = without(exponent, 4);
    VectorMask<Double> without8 = without(exponent, 8);
    for (int k = 0; k < end; k += HALF) {
      DoubleVector x = widen(w, offset + k).mul(at(inverse, k));
      DoubleVector x2 = x.mul(x);
      DoubleVector x4 = x2.mul(x2);
      DoubleVector x8 = x4.mul(x4);
      DoubleVector power =
          x.blend(one, without1)
              .mul(x2.blend(one, without2))
              .mul(x4.blend(one, without4))
              .mul(x8.blend(one, without8));
      at(sum, k).add(withSign(power, x).mul(a)).intoArray(sum, k);
    }
  }

  private static void addPowersTo127(
      float[] w, int offset, int end, double[] inverse, int exponent, double weight, double[] sum) {
    DoubleVector one = all(1);
    DoubleVector a = all(weight);
    VectorMask<Double> without1 = without(exponent, 1);
    VectorMask<Double> without2 = without(exponent, 2);
    VectorMask<Double> without4 = without(exponent, 4);
    VectorMask<Double> without8 = without(exponent, 8);
    VectorMask<Double> without16 = without(exponent, 16);
    VectorMask<Double> without32 = without(exponent, 32);
    VectorMask<Double> without64 = without(exponent, 64);
    for (int k = 0; k < end; k += HALF) {
      DoubleVector x = widen(w, offset + k).mul(at(inverse, k));
      DoubleVector x2 = x.mul(x);
      DoubleVector x4 = x2.mul(x2);
      DoubleVector x8 = x4.mul(x4);
      DoubleVector x16 = x8.mul(x8);
      DoubleVector x32 = x16.mul(x16);
      DoubleVector x64 = x32.mul(x32);
      DoubleVector power =
          x.blend(one, without1)
              .mul(x2.blend(one, without2))
              .mul(x4.blend(one, without4))
              .mul(x8.blend(one, without8))
              .mul(x16.blend(one, without16))
              .mul(x32.blend(one, without32))
              .mul(x64.blend(one, without64));
      at(sum, k).add(withSign(power, x).mul(a)).intoArray(sum, k);
    }
  }

  @Override
  public void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm) {
    SimdRealPowers.relativeLogarithms(w, offset, length, largest, inverse, logarithm);
  }

  @Override
  public void realPowers(
      float[] w, int offset, int length, float[] logarithm, float p, float[] power) {
    SimdRealPowers.realPowers(w, offset, length, logarithm, p, power);
  }

  @Override
  public void addDerivativeTerms(
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
    SimdDerivativeTerms.add(
        members, first, last, start, length, logarithms, p, sum, logarithmicSum, size);
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
    for (int k = 0; k < end; k += HALF) {
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
      double[] magnitude, double[] sign, double[] scale, int length, float[] result) {
    int end = end(result, 0, length);
    for (int k = 0; k < end; k += HALF) {
      // Zeros go behind the numbers, where the next ones follow.
      ((FloatVector)
              withSign(at(magnitude, k).mul(at(scale, k)).abs(), at(sign, k))
                  .convertShape(VectorOperators.D2F, FLOATS, 0))
          .intoArray(result, k);
    }
    ScalarLoops.signedProducts(magnitude, sign, scale, end, length, result);
  }
}
