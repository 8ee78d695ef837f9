package org.hyperprism.math;

/**
 * The signed power sgn(x)|x|^p and its inverse, the gradient of the mirror map |x|^(p+1)/(p+1) and
 * its inverse (HyperPrism sec. 3.2).
 *
 * <p>Equal to x^p for odd integers p, defined for every real p > 0 and odd in x. Only additions,
 * multiplications and {@link StrictMath} are used, so the same arguments give the same bits on
 * every machine.
 */
public final class SignedPower {

  /** Integer exponents up to this one are multiplied out. */
  static final int LARGEST_MULTIPLIED_EXPONENT = 64;

  private SignedPower() {}

  /** Returns sgn(x)|x|^p for p > 0. */
  public static double power(double x, double p) {
    double magnitude = magnitudePower(Math.abs(x), p);
    return x < 0 ? -magnitude : magnitude;
  }

  /** Returns sgn(u)|u|^(1/p) for p > 0, the inverse of {@link #power}. */
  public static double root(double u, double p) {
    if (p == 1) {
      return u;
    }
    double magnitude = Math.abs(u);
    double root;
    if (p == 2) {
      root = Math.sqrt(magnitude);
    } else if (p == 3) {
      root = StrictMath.cbrt(magnitude);
    } else {
      root = StrictMath.pow(magnitude, 1 / p);
    }
    return u < 0 ? -root : root;
  }

  private static double magnitudePower(double x, double p) {
    int integer = (int) p;
    if (integer == p && integer >= 1 && integer <= LARGEST_MULTIPLIED_EXPONENT) {
      return integerPower(x, integer);
    }
    return StrictMath.pow(x, p);
  }

  /** Binary powering; the order of the multiplications depends on the exponent alone. */
  private static double integerPower(double x, int exponent) {
    double result = 1;
    double square = x;
    int remaining = exponent;
    while (true) {
      if ((remaining & 1) != 0) {
        result *= square;
      }
      remaining >>= 1;
      if (remaining == 0) {
        return result;
      }
      square *= square;
    }
  }
}
