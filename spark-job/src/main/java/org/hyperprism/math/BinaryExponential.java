package org.hyperprism.math;

import java.math.BigInteger;

/**
 * The exponential to base 2 in float64, from additions and multiplications alone, so the same
 * argument gives the same bits on every machine.
 *
 * <p>With y = k/{@value #STEPS} + r for the nearest integer k,
 *
 * <pre>2^y = 2^(k/STEPS) (1 + r ln 2 + (r ln 2)^2/2! + ... + (r ln 2)^5/5!),   |r| &lt;= 2^-8</pre>
 *
 * where the first factor comes from a table. The relative error is below 4e-16 for normal results;
 * integers y give exact powers of 2.
 */
public final class BinaryExponential {

  private static final int STEPS = 128;
  private static final int STEP_BITS = 7;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  private static final double ROUNDING = 0x1.8p52;

  /** Up to here the exponent of the result needs no care. */
  private static final double NEAR = 1020;

  private static final double C1 = 0.6931471805599453; // ln 2
  private static final double C2 = C1 * C1 / 2;
  private static final double C3 = C1 * C2 / 3;
  private static final double C4 = C1 * C3 / 4;
  private static final double C5 = C1 * C4 / 5;

  private static final double[] TABLE = table();

  private BinaryExponential() {}

  /** Returns 2^y: 0 and infinity beyond the range of float64, NaN for NaN. */
  public static double of(double y) {
    if (y > -NEAR && y < NEAR) {
      return near(y);
    }
    if (y > 0) {
      return y < 1024 ? near(y - 64) * 0x1p64 : Double.POSITIVE_INFINITY;
    }
    return y <= -1075 ? 0 : near(y + 128) * 0x1p-128;
  }

  private static double near(double y) {
    double rounded = y * STEPS + ROUNDING;
    int steps = (int) Double.doubleToRawLongBits(rounded);
    double r = y - (rounded - ROUNDING) * (1.0 / STEPS);
    double r2 = r * r;
    double series = r * C1 + r2 * ((C2 + r * C3) + r2 * (C4 + r * C5));
    double base = TABLE[steps & (STEPS - 1)];
    double power = Double.longBitsToDouble((1023L + (steps >> STEP_BITS)) << 52);
    return power * (base + base * series);
  }

  /** 2^(i/128) for i = 0 to 127, from 2^(1/128), which seven square roots give. */
  private static double[] table() {
    int point = 200;
    BigInteger root = BigInteger.TWO.shiftLeft(point);
    for (int bit = 0; bit < STEP_BITS; bit++) {
      root = root.shiftLeft(point).sqrt();
    }
    double[] table = new double[STEPS];
    BigInteger power = BigInteger.ONE.shiftLeft(point);
    for (int step = 0; step < STEPS; step++) {
      table[step] = power.doubleValue() * 0x1p-200;
      power = power.multiply(root).shiftRight(point);
    }
    return table;
  }
}
