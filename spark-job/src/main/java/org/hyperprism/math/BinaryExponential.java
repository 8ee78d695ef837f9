package org.hyperprism.math;

/**
 * The exponential to base 2 in float64, from additions, multiplications and fused multiply-adds
 * alone, so the same argument gives the same bits on every machine and in every lane of a vector.
 *
 * <p>With k the integer nearest to y and f = y - k,
 *
 * <pre>2^y = 2^k (1 + f ln 2 + (f ln 2)^2/2! + ... + (f ln 2)^13/13!),   |f| &lt;= 1/2</pre>
 *
 * The relative error is below 4e-16 for normal results; integers y give exact powers of 2.
 */
public final class BinaryExponential {

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final double ROUNDING = 0x1.8p52;

  static final long ROUNDING_BITS = 0x4338000000000000L;

  /** Beyond these the result is 0 and infinity. */
  static final double LOWEST = -1080;

  static final double HIGHEST = 1030;

  /** Makes k positive before it is halved; a multiple of 2. */
  static final int SHIFT = 4096;

  static final int BIAS = 1023;

  static final double C1 = 0.6931471805599453; // ln 2
  static final double C2 = C1 * C1 / 2;
  static final double C3 = C2 * C1 / 3;
  static final double C4 = C3 * C1 / 4;
  static final double C5 = C4 * C1 / 5;
  static final double C6 = C5 * C1 / 6;
  static final double C7 = C6 * C1 / 7;
  static final double C8 = C7 * C1 / 8;
  static final double C9 = C8 * C1 / 9;
  static final double C10 = C9 * C1 / 10;
  static final double C11 = C10 * C1 / 11;
  static final double C12 = C11 * C1 / 12;
  static final double C13 = C12 * C1 / 13;

  private BinaryExponential() {}

  /** Returns 2^y: 0 and infinity beyond the range of float64, NaN for NaN. */
  public static double of(double y) {
    double near = y < LOWEST ? LOWEST : y > HIGHEST ? HIGHEST : y;
    double rounded = near + ROUNDING;
    double f = near - (rounded - ROUNDING);
    double series = C13;
    series = Math.fma(series, f, C12);
    series = Math.fma(series, f, C11);
    series = Math.fma(series, f, C10);
    series = Math.fma(series, f, C9);
    series = Math.fma(series, f, C8);
    series = Math.fma(series, f, C7);
    series = Math.fma(series, f, C6);
    series = Math.fma(series, f, C5);
    series = Math.fma(series, f, C4);
    series = Math.fma(series, f, C3);
    series = Math.fma(series, f, C2);
    series = Math.fma(series, f, C1);
    double power = Math.fma(series, f, 1);
    // In two steps, because 2^k itself may be beyond the range of float64.
    long k = Double.doubleToRawLongBits(rounded) - (ROUNDING_BITS - SHIFT);
    long half = k >>> 1;
    double first = Double.longBitsToDouble((half - (SHIFT / 2 - BIAS)) << 52);
    double second = Double.longBitsToDouble((k - half - (SHIFT / 2 - BIAS)) << 52);
    return power * first * second;
  }
}
