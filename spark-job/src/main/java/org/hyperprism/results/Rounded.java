package org.hyperprism.results;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers with a fixed number of digits behind the point, rounded in one way wherever they are
 * shown: half up, and from the decimal number that a results table holds. So a mean of 0.82645,
 * which no double is, gives 82.65 % in a progress line, a table and a report.
 */
public final class Rounded {

  private Rounded() {}

  /**
   * The number as text.
   *
   * @param digits behind the point, 0 or more
   */
  public static String text(double number, int digits) {
    return Double.isFinite(number)
        ? new BigDecimal(Column.format(number))
            .setScale(digits, RoundingMode.HALF_UP)
            .toPlainString()
        : Double.toString(number);
  }
}
