package org.hyperprism.compute;

/**
 * The loops that a {@link CpuMixingKernel} spends its time in, over a chunk of coordinates: {@link
 * ScalarLoops} in plain Java and {@link SimdLoops} in vectors, with the same bits.
 *
 * <p>Every coordinate is computed on its own, with the same operations in the same order whatever
 * the vector's width, and sums run over the members in their order. Implementations have no state.
 * Chunk arrays begin at 0 and hold at least {@code length} numbers; {@code start} is the first
 * parameter of the chunk in the members' vectors. Members whose weight is not positive take part in
 * linear sums alone.
 */
interface KernelLoops {

  /** sum = sum_j a_j w_j. */
  void linearSums(Neighbourhood members, int start, int length, double[] sum);

  /** sum = sum_j a_j w_j|w_j|, which float64 holds for all of float32. */
  void squareSums(Neighbourhood members, int start, int length, double[] sum);

  /** sum = sum_j a_j w_j^3, which float64 holds for all of float32. */
  void cubeSums(Neighbourhood members, int start, int length, double[] sum);

  /** largest = max_j |w_j|; not a number where a w_j is not. */
  void largestMagnitudes(Neighbourhood members, int start, int length, float[] largest);

  /** inverse = 1/largest, 0 for 0. */
  void inverses(float[] largest, int length, double[] inverse);

  /**
   * inverse = 1/largest, 0 for 0.
   *
   * @return whether every number is 0 or in {@link RelativeLogarithm}'s range
   */
  boolean inverses(float[] largest, int length, float[] inverse);

  /**
   * power = spow(w inverse, exponent), multiplied out.
   *
   * @param offset of the chunk in {@code w}
   * @param exponent integer, >= 1
   * @param square scratch
   */
  void integerPowers(
      float[] w,
      int offset,
      int length,
      double[] inverse,
      int exponent,
      double[] power,
      double[] square);

  /** sum += weight power. */
  void addTerms(double[] power, int length, double weight, double[] sum);

  /**
   * logarithm = log2(|w| / largest), to {@link RelativeLogarithm}'s precision.
   *
   * @param offset of the chunk in {@code w}
   * @param largest in {@link RelativeLogarithm}'s range, or anything where the result is not used
   * @param inverse 1/largest, 0 where largest is 0
   */
  void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm);

  /** sum += weight sgn(w) 2^(p logarithm). */
  void addRealPowers(
      float[] w, int offset, int length, float[] logarithm, float p, double weight, double[] sum);

  /**
   * logarithm = log2(|w| / scale), to {@link RelativePower}'s precision.
   *
   * @param offset of the chunk in {@code w}
   * @param inverse 1/scale, 0 where scale is 0
   */
  void relativeLogarithms(
      float[] w, int offset, int length, double[] scale, double[] inverse, double[] logarithm);

  /** power = 2^(p logarithm), to {@link RelativePower}'s precision. */
  void relativePowers(double[] logarithm, int length, double p, double[] power);

  /**
   * With t = sgn(w) weight |power|: sum += t, logarithmicSum += t logarithm, size += |t|.
   *
   * @param offset of the chunk in {@code w}
   */
  void addDerivativeTerms(
      float[] w,
      int offset,
      int length,
      double[] power,
      double[] logarithm,
      double weight,
      double[] sum,
      double[] logarithmicSum,
      double[] size);

  /** result = log2|x|; may be in place. */
  void logarithms(double[] x, int length, double[] result);

  /** result = 2^(factor x); may be in place. */
  void exponentials(double[] x, int length, double factor, double[] result);

  /** x = square root of x, for x >= 0. */
  void squareRoots(double[] x, int length);

  /** x = cube root of x, for x >= 0. */
  void cubeRoots(double[] x, int length);

  /**
   * result = sgn(sign) magnitude scale, rounded to float32.
   *
   * @param offset of the chunk in {@code result}
   */
  void signedProducts(
      double[] magnitude, double[] sign, double[] scale, int length, float[] result, int offset);
}
