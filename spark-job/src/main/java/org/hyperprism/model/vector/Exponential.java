package org.hyperprism.model.vector;

/**
 * e^v for v <= 0 in float32, in steps that vectors have too.
 *
 * <p>With v = n ln 2 + r for the nearest integer n, e^v = 2^n e^r; |r| <= ln(2) / 2, and the series
 * of e^r ends with r^7 / 7!, which is below 2e-7 of it.
 */
final class Exponential {

  /** Below, e^v counts as 0: it has no normal float. -126 ln 2. */
  static final float SMALLEST = -87.33654f;

  static final float LOG2_E = 1.442695f;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final float ROUNDING = 0x1.8p23f;

  /** ln 2 as a leading part, whose products with small integers are exact, and the rest. */
  static final float LN2_LEADING = 0x1.62e4p-1f;

  static final float LN2_TRAILING = (float) (0.6931471805599453 - LN2_LEADING);

  static final float C2 = 1f / 2;
  static final float C3 = 1f / 6;
  static final float C4 = 1f / 24;
  static final float C5 = 1f / 120;
  static final float C6 = 1f / 720;
  static final float C7 = 1f / 5040;

  static final int EXPONENT_SHIFT = 23;
  static final int ONE_BITS = 0x3F800000;

  private Exponential() {}

  static float of(float v) {
    float bounded = Math.max(v, SMALLEST);
    float shifted = Math.fma(bounded, LOG2_E, ROUNDING);
    float n = shifted - ROUNDING;
    float r = Math.fma(n, -LN2_TRAILING, Math.fma(n, -LN2_LEADING, bounded));
    float series = Math.fma(r, C7, C6);
    series = Math.fma(r, series, C5);
    series = Math.fma(r, series, C4);
    series = Math.fma(r, series, C3);
    series = Math.fma(r, series, C2);
    series = Math.fma(r, series, 1);
    series = Math.fma(r, series, 1);
    int power = (Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT) + ONE_BITS;
    return v < SMALLEST ? 0 : series * Float.intBitsToFloat(power);
  }
}
