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
  public void addLinearSums(WeightedVectors members, int start, int length, double[] sum) {
    addLinearSums(members, start, 0, length, sum);
  }

  static void addLinearSums(
      WeightedVectors members, int start, int from, int length, double[] sum) {
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
  public void addSmallPowerSums(
      WeightedVectors members, int start, int length, int exponent, double[] sum) {
    addSmallPowerSums(members, start, 0, length, exponent, sum);
  }

  static void addSmallPowerSums(
      WeightedVectors members, int start, int from, int length, int exponent, double[] sum) {
    for (int j = 0; j < members.size(); j++) {
      float[] w = members.array(j);
      int offset = members.offset(j) + start;
      double weight = members.weight(j);
      for (int k = from; k < length; k++) {
        double value = w[offset + k];
        double square = value * value;
        double factor =
            exponent == 2 ? value * Math.abs(value) : exponent == 3 ? square : square * square;
        sum[k] = Math.fma(factor, exponent == 2 ? weight : value * weight, sum[k]);
      }
    }
  }

  @Override
  public void largestMagnitudes(WeightedVectors members, int start, int length, float[] largest) {
    largestMagnitudes(members, start, 0, length, largest);
  }

  /** By raw bits, in whose order not-a-number comes last. */
  static void largestMagnitudes(
      WeightedVectors members, int start, int from, int length, float[] largest) {
    Arrays.fill(largest, from, length, 0);
    for (int j = 0; j < members.size(); j++) {
      float[] w = members.array(j);
      int offset = members.offset(j) + start;
      for (int k = from; k < length; k++) {
        int magnitude = Float.floatToRawIntBits(w[offset + k]) & RelativeLogarithm.MAGNITUDE;
        largest[k] = Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(largest[k]), magnitude));
      }
    }
  }

  @Override
  public void inverses(float[] largest, int length, double[] scale, double[] inverse) {
    inverses(largest, 0, length, scale, inverse);
  }

  static void inverses(float[] largest, int from, int length, double[] scale, double[] inverse) {
    for (int k = from; k < length; k++) {
      scale[k] = largest[k];
      inverse[k] = scale[k] == 0 ? 0 : 1 / scale[k];
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
  public void addIntegerPowers(
      float[] w,
      int offset,
      int length,
      double[] inverse,
      int exponent,
      double weight,
      double[] sum) {
    addIntegerPowers(w, offset, 0, length, inverse, exponent, weight, sum);
  }

  static void addIntegerPowers(
      float[] w,
      int offset,
      int from,
      int length,
      double[] inverse,
      int exponent,
      double weight,
      double[] sum) {
    for (int k = from; k < length; k++) {
      sum[k] += weight * IntegerPower.of(w[offset + k] * inverse[k], exponent);
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
  public void realPowers(
      float[] w, int offset, int length, float[] logarithm, float p, float[] power) {
    realPowers(w, offset, 0, length, logarithm, p, power);
  }

  static void realPowers(
      float[] w, int offset, int from, int length, float[] logarithm, float p, float[] power) {
    for (int k = from; k < length; k++) {
      power[k] = RelativeLogarithm.power(w[offset + k], logarithm[k], p);
    }
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
    addDerivativeTerms(
        members, first, last, start, 0, length, logarithms, p, sum, logarithmicSum, size);
  }

  static void addDerivativeTerms(
      WeightedVectors members,
      int first,
      int last,
      int start,
      int from,
      int length,
      float[][] logarithms,
      double p,
      double[] sum,
      double[] logarithmicSum,
      double[] size) {
    for (int j = first; j < last; j++) {
      float[] w = members.array(j);
      int offset = members.offset(j) + start;
      double weight = members.weight(j);
      float[] logarithm = logarithms[j - first];
      for (int k = from; k < length; k++) {
        double magnitude = Math.abs(weight) * RelativePower.of(logarithm[k], p);
        double term = Math.copySign(magnitude, weight < 0 ? -w[offset + k] : w[offset + k]);
        sum[k] += term;
        logarithmicSum[k] = Math.fma(term, logarithm[k], logarithmicSum[k]);
        size[k] += magnitude;
      }
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
      double[] magnitude, double[] sign, double[] scale, int length, float[] result) {
    signedProducts(magnitude, sign, scale, 0, length, result);
  }

  static void signedProducts(
      double[] magnitude, double[] sign, double[] scale, int from, int length, float[] result) {
    for (int k = from; k < length; k++) {
      result[k] = (float) Math.copySign(magnitude[k] * scale[k], sign[k]);
    }
  }
}
