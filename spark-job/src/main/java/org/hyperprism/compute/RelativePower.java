package org.hyperprism.compute;

/**
 * The float64 arithmetic of derivatives by an exponent: l = log2(|w|/c), c >= |w| a coordinate's
 * largest magnitude, and the power 2^(p l). In multiplications, additions and fused multiply-adds
 * alone, so the bits are the same on every machine and in every lane of a vector.
 *
 * <p>As in {@link RelativeLogarithm}, l = e + u Q(u) and 2^(p l) = 2^k (1 + f R(f)), with
 * polynomials of degrees 10 and 8 whose values at 0 are exact. The relative errors, 7e-10 of l and
 * 7e-12 of the power less 2^k, fade near 0: a derivative is a small difference of both where
 * parameters are nearly equal, and keeps its digits there.
 */
final class RelativePower {

  static final int MANTISSA_BITS = 52;
  static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  static final int BIAS = 1023;

  /** Added to |w|/c, it makes something finite of log2 0 and changes nothing else. */
  static final double SMALLEST = 0x1p-400;

  /** Raw bits of 1 less those of sqrt(1/2): added to raw bits, they leave e + BIAS above them. */
  static final long TO_EXPONENT = 0x3FF0000000000000L - 0x3FE6A09E667F3BCDL;

  /** 2^52: a small integer in its low bits adds that integer. */
  static final long INTEGER_BITS = 0x4330000000000000L;

  static final double INTEGER = 0x1p52;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final double ROUNDING = 0x1.8p52;

  /** Taken from the raw bits of a rounded number k, it leaves the exponent field of 2^k. */
  static final long ROUNDING_BITS = 0x4338000000000000L - BIAS;

  /** Smaller powers count as 2 to this. */
  static final double LOWEST = -1020;

  static final double Q0 = 1.4426950408889634; // log2 e
  static final double Q1 = -0.7213475168836095;
  static final double Q2 = 0.4808980220071713;
  static final double Q3 = -0.36067413208976934;
  static final double Q4 = 0.28857103772255327;
  static final double Q5 = -0.24046387715245449;
  static final double Q6 = 0.2051177137496398;
  static final double Q7 = -0.17900073592772764;
  static final double Q8 = 0.1716955639796752;
  static final double Q9 = -0.16844639630727784;
  static final double Q10 = 0.09701583589125641;

  // (ln 2)^n / n!
  static final double R0 = 0.6931471805599453;
  static final double R1 = R0 * R0 / 2;
  static final double R2 = R1 * R0 / 3;
  static final double R3 = R2 * R0 / 4;
  static final double R4 = R3 * R0 / 5;
  static final double R5 = R4 * R0 / 6;
  static final double R6 = R5 * R0 / 7;
  static final double R7 = R6 * R0 / 8;
  static final double R8 = R7 * R0 / 9;

  private RelativePower() {}

  /**
   * l; near -400 for w = 0.
   *
   * @param scale c
   * @param inverse 1/c
   */
  static double logarithm(float w, double scale, double inverse) {
    double magnitude = Math.abs((double) w);
    long shifted = Double.doubleToRawLongBits(Math.fma(magnitude, inverse, SMALLEST)) + TO_EXPONENT;
    long field = shifted >>> MANTISSA_BITS;
    double exponent = Double.longBitsToDouble(field | INTEGER_BITS) - (INTEGER + BIAS);
    double power = Double.longBitsToDouble((2 * BIAS - field) << MANTISSA_BITS);
    double u = (magnitude * power - scale) * inverse;
    double series = Q10;
    series = Math.fma(series, u, Q9);
    series = Math.fma(series, u, Q8);
    series = Math.fma(series, u, Q7);
    series = Math.fma(series, u, Q6);
    series = Math.fma(series, u, Q5);
    series = Math.fma(series, u, Q4);
    series = Math.fma(series, u, Q3);
    series = Math.fma(series, u, Q2);
    series = Math.fma(series, u, Q1);
    series = Math.fma(series, u, Q0);
    return Math.fma(series, u, exponent);
  }

  /** 2^(p l), l at most 0. */
  static double power(double logarithm, double p) {
    double product = logarithm * p;
    double y = product < LOWEST ? LOWEST : product;
    double rounded = y + ROUNDING;
    double f = y - (rounded - ROUNDING);
    double scale =
        Double.longBitsToDouble(
            (Double.doubleToRawLongBits(rounded) - ROUNDING_BITS) << MANTISSA_BITS);
    double series = R8;
    series = Math.fma(series, f, R7);
    series = Math.fma(series, f, R6);
    series = Math.fma(series, f, R5);
    series = Math.fma(series, f, R4);
    series = Math.fma(series, f, R3);
    series = Math.fma(series, f, R2);
    series = Math.fma(series, f, R1);
    series = Math.fma(series, f, R0);
    return Math.fma(series * f, scale, scale);
  }
}
