package org.hyperprism.math;

/**
 * The cube root in float64, from multiplications and fused multiply-adds alone, so the same
 * argument gives the same bits on every machine and in every lane of a vector.
 *
 * <p>A guess r of x^(-1/3), from a third of the raw bits, is off by up to 4 in a hundred. With e =
 * 1 - x r^3 it is improved by the series of (1 - e)^(-1/3),
 *
 * <pre>r &lt;- r (1 + e/3 + 2 e^2/9 + 14 e^3/81 + 35 e^4/243),   then   r (1 + e/3 + 2 e^2/9)</pre>
 *
 * and the root is x r^2, to a relative error below 1e-15.
 */
public final class CubeRoot {

  /** Raw bits of the guess for raw bits 0, without their last 12. */
  static final double FIRST_GUESS = 0x553ef0ff289ddL;

  /** 2^52: its low bits hold an integer. */
  static final double INTEGER = 0x1p52;

  static final long INTEGER_BITS = 0x4330000000000000L;

  /** Low raw bits that the guess does without. */
  static final int DROPPED_BITS = 12;

  static final double THIRD = 1.0 / 3;
  static final double C2 = 2.0 / 9;
  static final double C3 = 14.0 / 81;
  static final double C4 = 35.0 / 243;

  private CubeRoot() {}

  /** Returns the cube root of x; x is 0 or normal, and positive. */
  public static double ofMagnitude(double x) {
    double bits =
        Double.longBitsToDouble((Double.doubleToRawLongBits(x) >>> DROPPED_BITS) | INTEGER_BITS)
            - INTEGER;
    double guess = Math.fma(bits, -THIRD, FIRST_GUESS);
    double r = Double.longBitsToDouble(Double.doubleToRawLongBits(guess + INTEGER) << DROPPED_BITS);
    double e = Math.fma(-(x * r), r * r, 1);
    double correction = Math.fma(Math.fma(Math.fma(C4, e, C3), e, C2), e, THIRD);
    r = Math.fma(correction * e, r, r);
    e = Math.fma(-(x * r), r * r, 1);
    r = Math.fma(Math.fma(C2, e, THIRD) * e, r, r);
    return x * r * r;
  }
}
