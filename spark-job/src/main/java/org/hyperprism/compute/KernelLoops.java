package org.hyperprism.compute;

/**
 * The loops that a {@link CpuMixingKernel} spends its time in, over a chunk of coordinates: {@link
 * ScalarLoops} in plain Java and {@code SimdLoops} in vectors, with the same bits.
 *
 * <p>Every coordinate is computed on its own, with the same operations in the same order whatever
 * the vector's width, and sums run over the members in their order. Implementations have no state.
 * Chunk arrays begin at 0 and hold at least {@code length} numbers; {@code start} is the first
 * parameter of the chunk in the members' vectors, {@code offset} the chunk's place in an array.
 */
interface KernelLoops {

  /** sum += sum_j a_j w_j. */
  void addLinearSums(WeightedVectors members, int start, int length, double[] sum);

  /**
   * sum += sum_j a_j spow(w_j, exponent), which float64 holds for all of float32.
   *
   * @param exponent one of those for which {@link #isSmallPower}
   */
  void addSmallPowerSums(
      WeightedVectors members, int start, int length, int exponent, double[] sum);

  /** Whether {@link #addSmallPowerSums} takes the exponent: 2, 3 and 5. */
  static boolean isSmallPower(double exponent) {
    return exponent == 2 || exponent == 3 || exponent == 5;
  }

  /** largest = max_j |w_j|; not a number where a w_j is not. */
  void largestMagnitudes(WeightedVectors members, int start, int length, float[] largest);

  /** scale = largest, inverse = 1/largest, 0 for 0. */
  void inverses(float[] largest, int length, double[] scale, double[] inverse);

  /**
   * inverse = 1/largest, 0 for 0.
   *
   * @return whether every number is 0 or in {@link RelativeLogarithm}'s range
   */
  boolean inverses(float[] largest, int length, float[] inverse);

  /**
   * sum += weight spow(w inverse, exponent), multiplied out.
   *
   * @param exponent integer, from 1 to {@link IntegerPower#LARGEST_EXPONENT}
   */
  void addIntegerPowers(
      float[] w,
      int offset,
      int length,
      double[] inverse,
      int exponent,
      double weight,
      double[] sum);

  /**
   * logarithm = log2(|w| / largest), to {@link RelativeLogarithm}'s precision.
   *
   * @param largest in {@link RelativeLogarithm}'s range, or anything where the result is not used
   * @param inverse 1/largest, 0 where largest is 0
   */
  void relativeLogarithms(
      float[] w, int offset, int length, float[] largest, float[] inverse, float[] logarithm);

  /** power = sgn(w) 2^(p logarithm), to {@link RelativeLogarithm}'s precision. */
  void realPowers(float[] w, int offset, int length, float[] logarithm, float p, float[] power);

  /**
   * With t_j = a_j sgn(w_j) 2^(p l_j), in {@link RelativePower}'s float64: sum += sum_j t_j,
   * logarithmicSum += sum_j t_j l_j, size += sum_j |t_j|, over the members from {@code first} until
   * before {@code last}.
   *
   * @param logarithms l_j of the chunk, an array for each of these members
   */
  void addDerivativeTerms(
      WeightedVectors members,
      int first,
      int last,
      int start,
      int length,
      float[][] logarithms,
      double p,
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

  /** result = |x|^exponent, by logarithms; may be in place. */
  default void powers(double[] x, int length, double exponent, double[] result) {
    logarithms(x, length, result);
    exponentials(result, length, exponent, result);
  }

  /** result = |x|^(1/p); may be in place. */
  default void roots(double[] x, int length, double p, double[] result) {
    if (p == 1 || p == 2 || p == 3) {
      for (int k = 0; k < length; k++) {
        result[k] = Math.abs(x[k]);
      }
      if (p == 2) {
        squareRoots(result, length);
      } else if (p == 3) {
        cubeRoots(result, length);
      }
      return;
    }
    powers(x, length, 1 / p, result);
  }

  /** result = sgn(sign) magnitude scale, rounded to float32; numbers behind it may change. */
  void signedProducts(
      double[] magnitude, double[] sign, double[] scale, int length, float[] result);
}
