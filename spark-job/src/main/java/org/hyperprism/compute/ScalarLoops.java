package org.hyperprism.compute;

import java.util.Arrays;
import org.hyperprism.math.BinaryExponential;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.math.CubeRoot;

/**
 * The loops in plain Java. The static ones do part of a chunk, from {@code from} on: what is left
 * behind the last whole vector.
 */
final class ScalarLoops implements KernelLoops {

  @Override
  public void linearSums(Neighbourhood members, int start, int length, double[] sum) {
    linearSums(members, start, 0, length, sum);
  }

  static void linearSums(Neighbourhood members, int start, int from, int length, double[] sum) {
    Arrays.fill(sum, from, length, 0);
    for (int j = 0; j < members.size(); j++) {
      float[] w = members.array(j);
      int offset = members.offset(j) + start;
      double weight = members.weight(j);
      for (int k = from; k < length; k++) {
        sum[k] += weight * w[offset + k];
      }
    }
  }

  @Override
  public void squareSums(Neighbourhood members, int start, int length, double[] sum) {
    squareSums(members, start, 0, length, sum);
  }

  static void squareSums(Neighbourhood members, int start, int from, int length, double[] sum) {
    Arrays.fill(sum, from, length, 0);
    for (int j = 0; j < members.size(); j++) {
      double weight = members.weight(j);
      if (weight > 0) {
        float[] w = members.array(j);
        int offset = members.offset(j) + start;
        for (int k = from; k < length; k++) {
          double value = w[offset + k];
          sum[k] = Math.fma(value * Math.abs(value), weight, sum[k]);
        }
      }
    }
  }

  @Override
  public void cubeSums(Neighbourhood members, int start, int length, double[] sum) {
    cubeSums(members, start, 0, length, sum);
  }

  static void cubeSums(Neighbourhood members, int start, int from, int length, double[] sum) {
    Arrays.fill(sum, from, length, 0);
    for (int j = 0; j < members.size(); j++) {
      double weight = members.weight(j);
      if (weight > 0) {
        float[] w = members.array(j);
        int offset = members.offset(j) + start;
        for (int k = from; k < length; k++) {
          double value = w[offset + k];
          sum[k] = Math.fma(value * value, value * weight, sum[k]);
        }
      }
    }
  }

  @Override
  public void largestMagnitudes(Neighbourhood members, int start, int length, float[] largest) {
    largestMagnitudes(members, start, 0, length, largest);
  }

  /** By raw bits, in whose order not-a-number comes last. */
  static void largestMagnitudes(
      Neighbourhood members, int start, int from, int length, float[] largest) {
    Arrays.fill(largest, from, length, 0);
    for (int j = 0; j < members.size(); j++) {
      if (members.weight(j) > 0) {
        float[] w = members.array(j);
        int offset = members.offset(j) + start;
        for (int k = from; k < length; k++) {
          int magnitude = Float.floatToRawIntBits(w[offset + k]) & RelativeLogarithm.MAGNITUDE;
          largest[k] =
              Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(largest[k]), magnitude));
        }
      }
    }
  }

  @Override
  public void inverses(float[] largest, int length, double[] inverse) {
    inverses(largest, 0, length, inverse);
  }

  static void inverses(float[] largest, int from, int length, double[] inverse) {
    for (int k = from; k < length; k++) {
      inverse[k] = largest[k] == 0 ? 0 : 1 / (double) largest[k];
    }
  }

  @Override
  public boolean inverses(float[] largest, int length, float[] inverse) {
    return inverses(largest, 0, length, inverse);
  }

  static boolean inverses(float[] largest, int from, int length, float[] inverse) {
    boolean inside = true;
    for (int k = from; k < length; k++) {
      inverse[k] = largest[k] == 0 ? 0 : 1 / largest[k];
      inside &= RelativeLogarithm.isInside(largest[k]);
    }
    return inside;
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
    integerPowers(w, offset, 0, length, inverse, exponent, power);
  }

  static void integerPowers(
      float[] w, int offset, int from, int length, double[] inverse, int exponent, double[] power) {
    for (int k = from; k < length; k++) {
      power[k] = integerPower(w[offset + k] * inverse[k], exponent);
    }
  }

  /**
   * Binary powering. Even exponents begin with x|x|, which keeps the sign that an even power would
   * lose.
   */
  static double integerPower(double x, int exponent) {
    int remaining = exponent;
    double power = x;
    while ((remaining & 1) == 0) {
      power *= Math.abs(power);
      remaining >>= 1;
    }
    double square = power;
    for (remaining >>= 1; remaining != 0; remaining >>= 1) {
      square *= square;
      if ((remaining & 1) != 0) {
        power *= square;
      }
    }
    return power;
  }

  @Override
  public void addTerms(double[] power, int length, double weight, double[] sum) {
    addTerms(power, 0, length, weight, sum);
  }

  static void addTerms(double[] power, int from, int length, double weight, double[] sum) {
    for (int k = from; k < length; k++) {
      sum[k] += weight * power[k];
    }
  }

  @Override
  public void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm) {
    relativeLogarithms(w, offset, 0, length, largest, inverse, logarithm);
  }

  static void relativeLogarithms(
      float[] w,
      int offset,
      int from,
      int length,
      float[] largest,
      float[] inverse,
      float[] logarithm) {
    for (int k = from; k < length; k++) {
      logarithm[k] = RelativeLogarithm.of(w[offset + k], largest[k], inverse[k]);
    }
  }

  @Override
  public void addRealPowers(
      float[] w, int offset, int length, float[] logarithm, float p, double weight, double[] sum) {
    addRealPowers(w, offset, 0, length, logarithm, p, weight, sum);
  }

  static void addRealPowers(
      float[] w,
      int offset,
      int from,
      int length,
      float[] logarithm,
      float p,
      double weight,
      double[] sum) {
    for (int k = from; k < length; k++) {
      sum[k] += weight * RelativeLogarithm.power(w[offset + k], logarithm[k], p);
    }
  }

  @Override
  public void relativeLogarithms(
      float[] w, int offset, int length, double[] scale, double[] inverse, double[] logarithm) {
    relativeLogarithms(w, offset, 0, length, scale, inverse, logarithm);
  }

  static void relativeLogarithms(
      float[] w,
      int offset,
      int from,
      int length,
      double[] scale,
      double[] inverse,
      double[] logarithm) {
    for (int k = from; k < length; k++) {
      logarithm[k] = RelativePower.logarithm(w[offset + k], scale[k], inverse[k]);
    }
  }

  @Override
  public void relativePowers(double[] logarithm, int length, double p, double[] power) {
    relativePowers(logarithm, 0, length, p, power);
  }

  static void relativePowers(double[] logarithm, int from, int length, double p, double[] power) {
    for (int k = from; k < length; k++) {
      power[k] = RelativePower.power(logarithm[k], p);
    }
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
    addDerivativeTerms(w, offset, 0, length, power, logarithm, weight, sum, logarithmicSum, size);
  }

  static void addDerivativeTerms(
      float[] w,
      int offset,
      int from,
      int length,
      double[] power,
      double[] logarithm,
      double weight,
      double[] sum,
      double[] logarithmicSum,
      double[] size) {
    for (int k = from; k < length; k++) {
      double magnitude = Math.abs(power[k]) * weight;
      double term = Math.copySign(magnitude, w[offset + k]);
      sum[k] += term;
      logarithmicSum[k] = Math.fma(term, logarithm[k], logarithmicSum[k]);
      size[k] += magnitude;
    }
  }

  @Override
  public void logarithms(double[] x, int length, double[] result) {
    logarithms(x, 0, length, result);
  }

  static void logarithms(double[] x, int from, int length, double[] result) {
    for (int k = from; k < length; k++) {
      result[k] = BinaryLogarithm.of(Math.abs(x[k]));
    }
  }

  @Override
  public void exponentials(double[] x, int length, double factor, double[] result) {
    exponentials(x, 0, length, factor, result);
  }

  static void exponentials(double[] x, int from, int length, double factor, double[] result) {
    for (int k = from; k < length; k++) {
      result[k] = BinaryExponential.of(factor * x[k]);
    }
  }

  @Override
  public void squareRoots(double[] x, int length) {
    squareRoots(x, 0, length);
  }

  static void squareRoots(double[] x, int from, int length) {
    for (int k = from; k < length; k++) {
      x[k] = Math.sqrt(x[k]);
    }
  }

  @Override
  public void cubeRoots(double[] x, int length) {
    cubeRoots(x, 0, length);
  }

  static void cubeRoots(double[] x, int from, int length) {
    for (int k = from; k < length; k++) {
      x[k] = CubeRoot.ofMagnitude(x[k]);
    }
  }

  @Override
  public void signedProducts(
      double[] magnitude, double[] sign, double[] scale, int length, float[] result, int offset) {
    signedProducts(magnitude, sign, scale, 0, length, result, offset);
  }

  static void signedProducts(
      double[] magnitude,
      double[] sign,
      double[] scale,
      int from,
      int length,
      float[] result,
      int offset) {
    for (int k = from; k < length; k++) {
      result[offset + k] = (float) Math.copySign(magnitude[k] * scale[k], sign[k]);
    }
  }
}
