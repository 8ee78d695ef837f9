package org.hyperprism.compute;

/** The signed power of an integer exponent in float64: a product of x, x^2, x^4 and so on. */
final class IntegerPower {

  /** x^64 is the last factor. */
  static final int LARGEST_EXPONENT = 127;

  private IntegerPower() {}

  /** Returns spow(x, exponent); an even power gets the sign of x. */
  static double of(double x, int exponent) {
    double square = x;
    double power = (exponent & 1) != 0 ? x : 1;
    for (int remaining = exponent >> 1; remaining != 0; remaining >>= 1) {
      square *= square;
      if ((remaining & 1) != 0) {
        power *= square;
      }
    }
    return Math.copySign(power, x);
  }
}
