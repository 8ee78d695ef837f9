package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our logarithm, exponential and power against {@link StrictMath} and exact values. */
class FastPowerTest {

  private static final int SAMPLES = 200_000;

  @Test
  void powersAgreeToThirteenDigits() {
    SplittableRandom random = new SplittableRandom(1);
    double[] spreads = {0.01, 1, 50, 400};
    for (int i = 0; i < SAMPLES; i++) {
      double x = StrictMath.exp((random.nextDouble() - 0.5) * spreads[i % spreads.length]);
      double p = 1 + 40 * random.nextDouble();
      double binaryLogarithm = StrictMath.log(x) / StrictMath.log(2);
      if (Math.abs(p * binaryLogarithm) > 300) {
        p = 300 / Math.abs(binaryLogarithm);
      }
      double expected = StrictMath.pow(x, p);
      assertThat(FastPower.power(x, p))
          .as("%s to the power %s", x, p)
          .isCloseTo(expected, within(1e-13 * expected));
      assertThat(FastPower.power(-x, p)).isEqualTo(-FastPower.power(x, p));
      double root = StrictMath.pow(x, 1 / p);
      assertThat(FastPower.root(x, p))
          .as("%s to the power 1 / %s", x, p)
          .isCloseTo(root, within(1e-13 * root));
    }
  }

  @Test
  void logarithmsAgreeNearOneToo() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < SAMPLES; i++) {
      double distance = StrictMath.exp(-36 * random.nextDouble()) * (random.nextInt(2) - 0.5);
      double x = 1 + distance;
      double expected = StrictMath.log1p(x - 1) / StrictMath.log(2);
      assertThat(BinaryLogarithm.of(x)).isCloseTo(expected, within(8e-16 * Math.abs(expected)));
    }
  }

  @Test
  void powersOfTwoAreExactBothWays() {
    for (int exponent = -1074; exponent < 1024; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertThat(BinaryExponential.of(exponent)).isEqualTo(power);
      assertThat(BinaryLogarithm.of(power)).isEqualTo(exponent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, -Infinity",
    "-0.0, -Infinity",
    "-1, NaN",
    "NaN, NaN",
    "-Infinity, NaN",
    "Infinity, Infinity",
    "1, 0",
    "1.7976931348623157e308, 1024",
  })
  void logarithmAtTheEnds(double x, double expected) {
    assertThat(BinaryLogarithm.of(x)).isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1024, Infinity",
    "1e300, Infinity",
    "Infinity, Infinity",
    "-1075, 0",
    "-1e300, 0",
    "-Infinity, 0",
    "NaN, NaN",
    "-1074.5, 4.9e-324",
  })
  void exponentialAtTheEnds(double y, double expected) {
    assertThat(BinaryExponential.of(y)).isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1020, 1020.3, 1023.5, 1023.9999999, -1019.7, -1020, -1021.5})
  void exponentialNearTheEnds(double y) {
    double expected = StrictMath.pow(2, y);
    assertThat(BinaryExponential.of(y)).isCloseTo(expected, within(1e-15 * expected));
  }

  @Test
  void subnormalNumbersHaveLogarithmsAndAreResults() {
    double x = 0x1.8p-1060;
    double expected = StrictMath.log(1.5) / StrictMath.log(2) - 1060;
    assertThat(BinaryLogarithm.of(x)).isCloseTo(expected, within(3e-13));
    // A subnormal result has fewer digits: it is right to the last of them.
    assertThat(BinaryExponential.of(-1060.5))
        .isCloseTo(StrictMath.pow(2, -1060.5), within(Double.MIN_VALUE));
  }

  /** From one machine; another machine, virtual machine or processor gives the same. */
  @Test
  void theBitsAreTheSameEverywhere() {
    SplittableRandom random = new SplittableRandom(3);
    CRC32 checksum = new CRC32();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Double.BYTES);
    for (int i = 0; i < 20_000; i++) {
      double x = random.nextDouble();
      bytes.clear();
      bytes.putDouble(BinaryLogarithm.of(x)).putDouble(BinaryExponential.of(600 * x - 300));
      checksum.update(bytes.array());
    }
    assertThat(Long.toHexString(checksum.getValue())).isEqualTo("5dba3ec3");
  }

  @Test
  void zeroOneAndSignsAreExact() {
    for (double p : new double[] {1, 1.5, 2, 2.5, 3, 4.2, 9, 15.5, 31, 101}) {
      assertThat(FastPower.power(0, p)).isZero();
      assertThat(FastPower.root(0, p)).isZero();
      assertThat(FastPower.power(1, p)).isEqualTo(1);
      assertThat(FastPower.root(1, p)).isEqualTo(1);
      assertThat(FastPower.power(-1, p)).isEqualTo(-1);
      assertThat(FastPower.root(-1, p)).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9, 15, 31, 64})
  void integerPowersAreTheTextbookOnes(int p) {
    SplittableRandom random = new SplittableRandom(p);
    for (int i = 0; i < 1000; i++) {
      double x = 4 * random.nextDouble() - 2;
      assertThat(FastPower.power(x, p)).isEqualTo(SignedPower.power(x, p));
    }
  }
}
