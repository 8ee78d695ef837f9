package org.hyperprism.compute;

/**
 * The float32 arithmetic of real exponents: l = log2(|w|/c), c >= |w| a coordinate's largest
 * magnitude, and the power 2^(p l). In multiplications, additions and fused multiply-adds alone, so
 * the bits are the same on every machine and in every lane of a vector.
 *
 * <p>With the integer e such that w' = |w| 2^-e lies within sqrt(1/2) and sqrt(2) of c, and u = (w'
 * - c)/c, in which the difference is exact,
 *
 * <pre>l = e + u Q(u),   Q(u) = log2(1 + u)/u</pre>
 *
 * so l is exact where |w| = c and relatively accurate near it: the mean of equal numbers is that
 * number. With k the integer nearest to y = p l and f = y - k, 2^y = 2^k (1 + f R(f)). Q and R are
 * polynomials of degrees 7 and 4 with the least relative error of l and 2^f, 1.7e-7 and 9e-8. The
 * root of a sum of powers divides their relative errors by p, so a mean of numbers of one sign is
 * off by 1.3e-7 |l| of the members that matter, and by 2e-7 for |l| near 0. That is less than 2e-6
 * up to |l| = 14, and smaller members matter only where their mixing weights are more than {@link
 * #LARGEST_WEIGHT_RATIO} times that of the largest. Mostly it is less than 2e-7.
 *
 * <p>Magnitudes below 2^-100 c count as 2^-100 c, and powers below 2^-126 as 0.
 */
final class RelativeLogarithm {

  /** The precision holds for c from here to {@link #LARGEST}, where 1/c is normal. */
  static final float SMALLEST = 0x1p-120f;

  static final float LARGEST = 0x1p120f;

  /** Larger exponents are not told from this one: the mean is that of p = infinity to 2e-5. */
  static final float LARGEST_EXPONENT = 0x1p15f;

  /**
   * Up to this ratio of all mixing weights' sum T to the smallest of them the mean has the
   * precision of the class: the error is greatest where all but one member are 2^-x times the
   * largest, 1.3e-7 x T/(T + 2^x) &lt; 1.6e-6.
   */
  static final double LARGEST_WEIGHT_RATIO = 65536;

  static final int MANTISSA_BITS = 23;
  static final int MAGNITUDE = 0x7fffffff;
  static final int SIGN = 0x80000000;
  static final int BIAS = 127;

  /** Raw bits of sqrt(1/2). */
  static final int FIRST = 0x3F3504F3;

  /** Raw bits of 2^-100. */
  static final int FLOOR = (BIAS - 100) << MANTISSA_BITS;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final float ROUNDING = 0x1.8p23f;

  /** Taken from the raw bits of a rounded number k, it leaves the exponent field of 2^k. */
  static final int ROUNDING_BITS = 0x4B400000 - BIAS;

  static final float Q0 = 1.4426949f;
  static final float Q1 = -0.7213528f;
  static final float Q2 = 0.48092324f;
  static final float Q3 = -0.36023962f;
  static final float Q4 = 0.28709882f;
  static final float Q5 = -0.24887714f;
  static final float Q6 = 0.23404156f;
  static final float Q7 = -0.14580978f;

  static final float R0 = 0.693147f;
  static final float R1 = 0.24022242f;
  static final float R2 = 0.055507336f;
  static final float R3 = 0.009671513f;
  static final float R4 = 0.0013264724f;

  private RelativeLogarithm() {}

  /** Whether a coordinate's largest magnitude is 0 or in the range; not-a-number is not. */
  static boolean isInside(float largest) {
    return largest == 0 || (largest >= SMALLEST && largest <= LARGEST);
  }

  /**
   * l.
   *
   * @param largest c, between {@link #SMALLEST} and {@link #LARGEST}, or 0
   * @param inverse 1/c; 0 for c = 0
   */
  static float of(float w, float largest, float inverse) {
    float magnitude = Math.abs(w);
    int ratio = Math.max(Float.floatToRawIntBits(magnitude * inverse), FLOOR);
    int exponent = (ratio - FIRST) >> MANTISSA_BITS;
    float power = Float.intBitsToFloat((BIAS - exponent) << MANTISSA_BITS);
    float u = (magnitude * power - largest) * inverse;
    float square = u * u;
    float odd = Math.fma(Math.fma(Math.fma(Q7, square, Q5), square, Q3), square, Q1);
    float even = Math.fma(Math.fma(Math.fma(Q6, square, Q4), square, Q2), square, Q0);
    return Math.fma(Math.fma(odd, u, even), u, (float) exponent);
  }

  /** sgn(w) 2^(p l). */
  static float power(float w, float logarithm, float p) {
    float y = logarithm * p;
    float rounded = y + ROUNDING;
    float f = y - (rounded - ROUNDING);
    int exponent = Math.max(Float.floatToRawIntBits(rounded) - ROUNDING_BITS, 0);
    float scale =
        Float.intBitsToFloat((exponent << MANTISSA_BITS) | (Float.floatToRawIntBits(w) & SIGN));
    float series = Math.fma(Math.fma(Math.fma(Math.fma(R4, f, R3), f, R2), f, R1), f, R0);
    return Math.fma(series * f, scale, scale);
  }
}
