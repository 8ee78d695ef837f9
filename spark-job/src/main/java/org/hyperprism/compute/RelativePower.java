package org.hyperprism.compute;

/**
 * The power 2^(p l) in float64, for the derivatives by p. In multiplications, additions and fused
 * multiply-adds alone, so the bits are the same on every machine and in every lane of a vector.
 *
 * <p>With k the integer nearest to y = p l and f = y - k, 2^y = 2^k (1 + f R(f)), R the first terms
 * of the series; the relative error is below 6e-9 and vanishes like f^8. Where parameters are
 * nearly equal a derivative is a small difference of powers and logarithms, and keeps its digits
 * because the powers are those of exactly these logarithms.
 */
final class RelativePower {

  static final int MANTISSA_BITS = 52;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final double ROUNDING = 0x1.8p52;

  /** Taken from the raw bits of a rounded number k, it leaves the exponent field of 2^k. */
  static final long ROUNDING_BITS = 0x4338000000000000L - 1023;

  /** Smaller powers count as 2 to this. */
  static final double LOWEST = -1020;

  // (ln 2)^n / n!
  static final double R0 = 0.6931471805599453;
  static final double R1 = R0 * R0 / 2;
  static final double R2 = R1 * R0 / 3;
  static final double R3 = R2 * R0 / 4;
  static final double R4 = R3 * R0 / 5;
  static final double R5 = R4 * R0 / 6;
  static final double R6 = R5 * R0 / 7;

  private RelativePower() {}

  /** 2^(p l), l at most 0. */
  static double of(double logarithm, double p) {
    double product = logarithm * p;
    double y = product < LOWEST ? LOWEST : product;
    double rounded = y + ROUNDING;
    double f = y - (rounded - ROUNDING);
    double scale =
        Double.longBitsToDouble(
            (Double.doubleToRawLongBits(rounded) - ROUNDING_BITS) << MANTISSA_BITS);
    double square = f * f;
    double even = Math.fma(Math.fma(Math.fma(R6, square, R4), square, R2), square, R0);
    double odd = Math.fma(Math.fma(R5, square, R3), square, R1);
    return Math.fma(Math.fma(odd, f, even) * f, scale, scale);
  }
}
