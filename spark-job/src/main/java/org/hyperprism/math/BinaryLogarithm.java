package org.hyperprism.math;

import java.math.BigInteger;

/**
 * The logarithm to base 2 in float64, from additions and multiplications alone, so the same
 * argument gives the same bits on every machine.
 *
 * <p>With x = 2^e m and c the middle of the cell of m, one of {@value #CELLS},
 *
 * <pre>log2 x = e + log2 c + log2(1 + r),   r = m / c - 1,   |r| &lt;= 2^-8</pre>
 *
 * and the last term is the series (r - r^2/2 + r^3/3 - ...) / ln 2. The cell around 1 has c = 1, so
 * the relative error stays below 4e-16 there too; the logarithms of powers of 2 are exact.
 */
public final class BinaryLogarithm {

  private static final int CELLS = 128;

  /** What a cell holds: 1/c, then log2 c as a leading and a trailing part, then nothing. */
  private static final int STRIDE = 4;

  private static final int MANTISSA_BITS = 52;

  /** A cell's width as a difference of raw bits: 2^45. */
  private static final int CELL_BITS = MANTISSA_BITS - 7;

  /** Where the cells begin, near 0.69, half a cell off the grid: 1 is the middle of a cell. */
  private static final long FIRST = 0x3FE6100000000000L;

  private static final long SMALLEST_NORMAL = 0x0010000000000000L;
  private static final long INFINITY = 0x7FF0000000000000L;

  /** Splits a mantissa so that the products of both parts with 1/c are exact. */
  private static final long LEADING_BITS = -1L << 26;

  /** Bits behind the point of 1/c. */
  private static final int INVERSE_BITS = 20;

  /** Adding a small integer to its raw bits adds the integer to the number: no cast is needed. */
  private static final double INTEGER = 0x1.8p52;

  private static final long INTEGER_BITS = 0x4338000000000000L;

  private static final double C1 = 1.4426950408889634; // 1 / ln 2
  private static final double C2 = -C1 / 2;
  private static final double C3 = C1 / 3;
  private static final double C4 = -C1 / 4;
  private static final double C5 = C1 / 5;
  private static final double C6 = -C1 / 6;
  private static final double C7 = C1 / 7;

  private static final double[] TABLE = table();

  private BinaryLogarithm() {}

  /**
   * Returns log2 x: negative infinity for 0, infinity for infinity, NaN for a number below 0 and
   * for NaN.
   */
  public static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    if (bits >= SMALLEST_NORMAL && bits < INFINITY) {
      return ofNormal(bits, 0);
    }
    if (x > 0 && x < Double.POSITIVE_INFINITY) {
      return ofNormal(Double.doubleToRawLongBits(x * 0x1p54), -54);
    }
    return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
  }

  private static double ofNormal(long bits, int exponentOffset) {
    long distance = bits - FIRST;
    long exponent = distance >> MANTISSA_BITS;
    long mantissaBits = bits - (exponent << MANTISSA_BITS);
    int cell = ((int) (distance >> CELL_BITS) & (CELLS - 1)) * STRIDE;
    double mantissa = Double.longBitsToDouble(mantissaBits);
    double leading = Double.longBitsToDouble(mantissaBits & LEADING_BITS);
    double inverse = TABLE[cell];
    double r = (leading * inverse - 1) + (mantissa - leading) * inverse;
    double r2 = r * r;
    double series = r * C1 + r2 * ((C2 + r * C3) + r2 * ((C4 + r * C5) + r2 * (C6 + r * C7)));
    double wholeExponent =
        Double.longBitsToDouble(INTEGER_BITS + exponent + exponentOffset) - INTEGER;
    return (wholeExponent + TABLE[cell + 1]) + (TABLE[cell + 2] + series);
  }

  private static double[] table() {
    double[] table = new double[CELLS * STRIDE];
    for (int cell = 0; cell < CELLS; cell++) {
      double middle =
          Double.longBitsToDouble(FIRST + ((long) cell << CELL_BITS) + (1L << (CELL_BITS - 1)));
      long inverse = Math.round((1 << INVERSE_BITS) / middle);
      BigInteger logarithm = logarithm(inverse).negate();
      // The leading part has 40 bits behind the point: adding an exponent to it is exact.
      BigInteger leading = logarithm.add(BigInteger.ONE.shiftLeft(59)).shiftRight(60);
      table[cell * STRIDE] = (double) inverse / (1 << INVERSE_BITS);
      table[cell * STRIDE + 1] = leading.doubleValue() * 0x1p-40;
      table[cell * STRIDE + 2] = logarithm.subtract(leading.shiftLeft(60)).doubleValue() * 0x1p-100;
    }
    return table;
  }

  /**
   * log2(inverse / 2^20) times 2^100, digit by digit: squaring a number between 1 and 2 doubles its
   * logarithm, and a square of 2 or more shows that the next digit is 1.
   */
  private static BigInteger logarithm(long inverse) {
    int point = 256; // every squaring doubles the error, a hundred times
    BigInteger two = BigInteger.TWO.shiftLeft(point);
    BigInteger number = BigInteger.valueOf(inverse).shiftLeft(point - INVERSE_BITS);
    boolean belowOne = inverse < 1 << INVERSE_BITS;
    if (belowOne) {
      number = number.shiftLeft(1);
    }
    BigInteger digits = BigInteger.ZERO;
    for (int digit = 0; digit < 100; digit++) {
      number = number.multiply(number).shiftRight(point);
      digits = digits.shiftLeft(1);
      if (number.compareTo(two) >= 0) {
        number = number.shiftRight(1);
        digits = digits.setBit(0);
      }
    }
    return belowOne ? digits.subtract(BigInteger.ONE.shiftLeft(100)) : digits;
  }
}
