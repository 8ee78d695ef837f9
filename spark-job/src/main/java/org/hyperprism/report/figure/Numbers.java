package org.hyperprism.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.hyperprism.results.Rounded;

/** Numbers as people read them, the same on every machine. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(6);

  private Numbers() {}

  /** With six digits at most; very large and very small ones with a power of ten. */
  public static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= 7 || exponent < -4) {
      return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
          + "e"
          + exponent;
    }
    return rounded.toPlainString();
  }

  /**
   * With a fixed number of digits behind the point.
   *
   * @param digits 0 or more
   */
  public static String fixed(double number, int digits) {
    return Rounded.text(number, digits);
  }

  /** Such as 3 runs, or 1 run. */
  public static String count(int number, String thing) {
    return String.format(Locale.ROOT, "%s %s%s", number, thing, number == 1 ? "" : "s");
  }
}
