package org.hyperprism.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums with the Vector API: the eight are one vector of 512 bits or two of 256. Vectors of 128
 * bits would be four, which are no faster than plain Java.
 */
public final class SimdSquareSums implements SquareSums {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int HALF = DOUBLES.length();
  private static final boolean IS_FASTER = HALF == SUMS || 2 * HALF == SUMS;

  private final ScalarSquareSums scalar = new ScalarSquareSums();

  /** Found by its name. */
  public SimdSquareSums() {}

  @Override
  public double of(float[] values, int from, int length) {
    int end = end(values, from, length);
    if (end == 0) {
      return scalar.of(values, from, length);
    }
    double[] sums = new double[SUMS];
    if (HALF == SUMS) {
      addToOne(values, from, end, sums);
    } else {
      addToTwo(values, from, end, sums);
    }
    int whole = length - length % SUMS;
    for (int k = end; k < whole; k++) {
      sums[k % SUMS] += square(values[from + k]);
    }
    double rest = 0;
    for (int k = whole; k < length; k++) {
      rest += square(values[from + k]);
    }
    return total(sums) + rest;
  }

  private static void addToOne(float[] values, int from, int end, double[] sums) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < end; k += SUMS) {
      DoubleVector value = widen(values, from + k);
      sum = sum.add(value.mul(value));
    }
    sum.intoArray(sums, 0);
  }

  private static void addToTwo(float[] values, int from, int end, double[] sums) {
    DoubleVector lower = DoubleVector.zero(DOUBLES);
    DoubleVector upper = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < end; k += SUMS) {
      DoubleVector low = widen(values, from + k);
      DoubleVector high = widen(values, from + k + HALF);
      lower = lower.add(low.mul(low));
      upper = upper.add(high.mul(high));
    }
    lower.intoArray(sums, 0);
    upper.intoArray(sums, HALF);
  }

  @Override
  public double ofDifferences(float[] one, int oneFrom, float[] other, int otherFrom, int length) {
    int end = Math.min(end(one, oneFrom, length), end(other, otherFrom, length));
    if (end == 0) {
      return scalar.ofDifferences(one, oneFrom, other, otherFrom, length);
    }
    double[] sums = new double[SUMS];
    if (HALF == SUMS) {
      addToOne(one, oneFrom, other, otherFrom, end, sums);
    } else {
      addToTwo(one, oneFrom, other, otherFrom, end, sums);
    }
    int whole = length - length % SUMS;
    for (int k = end; k < whole; k++) {
      sums[k % SUMS] += square((double) one[oneFrom + k] - other[otherFrom + k]);
    }
    double rest = 0;
    for (int k = whole; k < length; k++) {
      rest += square((double) one[oneFrom + k] - other[otherFrom + k]);
    }
    return total(sums) + rest;
  }

  private static void addToOne(
      float[] one, int oneFrom, float[] other, int otherFrom, int end, double[] sums) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < end; k += SUMS) {
      DoubleVector difference = widen(one, oneFrom + k).sub(widen(other, otherFrom + k));
      sum = sum.add(difference.mul(difference));
    }
    sum.intoArray(sums, 0);
  }

  private static void addToTwo(
      float[] one, int oneFrom, float[] other, int otherFrom, int end, double[] sums) {
    DoubleVector lower = DoubleVector.zero(DOUBLES);
    DoubleVector upper = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < end; k += SUMS) {
      DoubleVector low = widen(one, oneFrom + k).sub(widen(other, otherFrom + k));
      DoubleVector high = widen(one, oneFrom + k + HALF).sub(widen(other, otherFrom + k + HALF));
      lower = lower.add(low.mul(low));
      upper = upper.add(high.mul(high));
    }
    lower.intoArray(sums, 0);
    upper.intoArray(sums, HALF);
  }

  /** As many numbers as a vector of float64 has. The vector of float32 reads on behind them. */
  private static DoubleVector widen(float[] array, int index) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, array, index).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  /** Up to where {@link #widen} may go in steps of eight; 0 where plain Java is as fast. */
  private static int end(float[] array, int from, int length) {
    if (!IS_FASTER) {
      return 0;
    }
    int end = Math.max(0, Math.min(length, array.length - from - HALF));
    return end - end % SUMS;
  }

  private static double total(double[] s) {
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
  }

  private static double square(double value) {
    return value * value;
  }
}
