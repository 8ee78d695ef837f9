package org.hyperprism.math;

/**
 * The logarithm to base 2 in float64, from additions, multiplications, one division and fused
 * multiply-adds alone, so the same argument gives the same bits on every machine and in every lane
 * of a vector.
 *
 * <p>With x = 2^e m, m in [sqrt(1/2), sqrt(2)), and s = (m - 1)/(m + 1),
 *
 * <pre>log2 x = e + (2/ln 2) (s + s^3/3 + s^5/5 + ... + s^19/19),   |s| &lt;= 0.172</pre>
 *
 * The relative error is below 8e-16, near 1 too; the logarithms of powers of 2 are exact.
 */
public final class BinaryLogarithm {

  static final int MANTISSA_BITS = 52;
  static final long MANTISSA = (1L << MANTISSA_BITS) - 1;

  /** Raw bits of sqrt(1/2), where the range of m begins. */
  static final long FIRST = 0x3FE6A09E667F3BCDL;

  /** Added to raw bits, it leaves e + {@value #BIAS} in the exponent field. */
  static final long TO_EXPONENT = 0x3FF0000000000000L - FIRST;

  static final int BIAS = 1023;

  /** 2^52: a small integer in its low bits adds that integer. */
  static final long INTEGER_BITS = 0x4330000000000000L;

  static final double INTEGER = 0x1p52;

  static final double C0 = 2.8853900817779268; // 2 / ln 2
  static final double C1 = C0 / 3;
  static final double C2 = C0 / 5;
  static final double C3 = C0 / 7;
  static final double C4 = C0 / 9;
  static final double C5 = C0 / 11;
  static final double C6 = C0 / 13;
  static final double C7 = C0 / 15;
  static final double C8 = C0 / 17;
  static final double C9 = C0 / 19;

  private BinaryLogarithm() {}

  /**
   * Returns log2 x: negative infinity for 0, infinity for infinity, NaN for a number below 0 and
   * for NaN.
   */
  public static double of(double x) {
    if (x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY) {
      return ofNormal(x);
    }
    if (x > 0 && x < Double.POSITIVE_INFINITY) {
      return ofNormal(x * 0x1p54) - 54;
    }
    return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
  }

  private static double ofNormal(double x) {
    long shifted = Double.doubleToRawLongBits(x) + TO_EXPONENT;
    double exponent =
        Double.longBitsToDouble((shifted >>> MANTISSA_BITS) | INTEGER_BITS) - (INTEGER + BIAS);
    double m = Double.longBitsToDouble((shifted & MANTISSA) + FIRST);
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double series = C9;
    series = Math.fma(series, z, C8);
    series = Math.fma(series, z, C7);
    series = Math.fma(series, z, C6);
    series = Math.fma(series, z, C5);
    series = Math.fma(series, z, C4);
    series = Math.fma(series, z, C3);
    series = Math.fma(series, z, C2);
    series = Math.fma(series, z, C1);
    series = Math.fma(series, z, C0);
    return Math.fma(series, s, exponent);
  }
}
