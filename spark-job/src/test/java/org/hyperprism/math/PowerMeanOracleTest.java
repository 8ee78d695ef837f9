package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed with 40 digits, outside this code. */
class PowerMeanOracleTest {

  private static final double TOLERANCE = 1e-12;

  /** Columns: values; weights; p; sum of weighted powers; mean; derivative by p (12 digits). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3 | 1/3,1/3,1/3 | 1 | 2 | 2 | 0.174416047922",
        "1,2,3 | 1/3,1/3,1/3 | 2 | 14/3 | 2.1602468994692867 | 0.144812462107",
        "1,2,3 | 1/3,1/3,1/3 | 3 | 12 | 2.2894284851066637 | 0.114234626146",
        "1,2,3 | 1/3,1/3,1/3 | 15 | 4793892 | 2.7885550107415066 | 0.0134157072873",
        "1,2,3 | 1/3,1/3,1/3 | 101 | 5.15377520732011e47 | 2.967544785176309 | 3.19594271951e-4",
        "-1,2 | 1/2,1/2 | 1 | 1/2 | 0.5 | 1.03972077084",
        "-1,2 | 1/2,1/2 | 2 | 3/2 | 1.224744871391589 | 0.441804475086",
        "-1,2 | 1/2,1/2 | 3 | 7/2 | 1.5182944859378313 | 0.189574527964",
        "-1,2 | 1/4,3/4 | 3 | 23/4 | 1.7915239355079732 | 0.0837342738388",
        "-2,-4 | 1/2,1/2 | 3 | -36 | -3.3019272488946267 | -0.126322595604",
        "-3,3 | 1/2,1/2 | 3 | 0 | 0 | 0",
        "-3,3 | 1/3,2/3 | 5 | 81 | 2.408224685280692 | 0.105828209325",
        "0,0 | 1/2,1/2 | 3 | 0 | 0 | 0",
        "0,1 | 1/2,1/2 | 3 | 1/2 | 0.79370052598409974 | 0.0611279201994",
        "0,8 | 7/8,1/8 | 3 | 64 | 4 | 0.924196240747",
        "0,-8,8 | 1/2,1/4,1/4 | 9 | 0 | 0 | 0",
        "0.1,0.2,-0.3 | 1/2,1/4,1/4 | 3 | -0.00425 | -0.16198059006387417 | -0.0505574668251",
        "0.1,0.2,-0.3 | 1/2,1/4,1/4 | 2.5 | -0.00627048275878247 | -0.13149837657049326"
            + " | -0.0731651167201",
        "0.01,-0.02,0.03 | 1/3,1/3,1/3 | 9 | 6.39066666666667e-15 | 0.026475152040980061"
            + " | 3.99367779834e-4",
        "0.001,0.002 | 1/2,1/2 | 15 | 1.63845e-41 | 0.0019096870930259347 | 5.88013344671e-6",
        "0.001,0.002 | 1/2,1/2 | 31 | 1.0737418245e-84 | 0.0019557770727002438"
            + " | 1.4106569649e-6",
        "5,5,5 | 0.2,0.3,0.5 | 7 | 78125 | 5 | 0",
        "-1/4,1/4,1/4,1/4 | 1/4,1/4,1/4,1/4 | 3 | 1/128 | 0.19842513149602493"
            + " | 0.0152819800499",
        "1,2 | 1/2,1/2 | 0.5 | 1.20710678118655 | 1.4571067811865475 | 0.0862123592916",
        "1,2,3 | 0,1,0 | 9 | 512 | 2 | 0",
        "1e-5,1e-5 | 1/2,1/2 | 31 | 1e-155 | 1e-5 | 0",
      })
  void meanSumAndDerivative(
      String values, String weights, double p, String sum, double mean, double derivative) {
    double[] w = numbers(values);
    double[] a = numbers(weights);
    assertThat(PowerMean.of(w, a, p)).isCloseTo(mean, relative(mean, TOLERANCE));
    double powers = 0;
    for (int j = 0; j < w.length; j++) {
      powers += a[j] * SignedPower.power(w[j], p);
    }
    // The sums are printed with 15 digits.
    assertThat(powers).isCloseTo(number(sum), relative(number(sum), 1e-14));
    // The derivatives are printed with 12 digits.
    assertThat(PowerMean.derivativeByExponent(w, a, p))
        .isCloseTo(derivative, within(Math.max(5e-12 * Math.abs(derivative), 1e-15)));
  }

  @Test
  void largeExponentsTendToTheLargestMagnitude() {
    double[] w = {0.9, -1};
    double[] a = {0.6, 0.4};
    assertThat(PowerMean.of(w, a, 1)).isCloseTo(0.14, within(5e-3));
    assertThat(PowerMean.of(w, a, 3)).isCloseTo(0.3344, within(5e-5));
    assertThat(PowerMean.of(w, a, 9)).isCloseTo(-0.8200, within(5e-5));
    assertThat(PowerMean.of(w, a, 31)).isCloseTo(-0.9690, within(5e-4));
    assertThat(PowerMean.of(w, a, 101)).isCloseTo(-0.9910, within(5e-5));
    assertThat(PowerMean.of(w, a, 1001)).isCloseTo(-0.9991, within(5e-5));
  }

  /**
   * A sum that is a millionth of its terms has lost its digits; a small one of small weights not.
   */
  @Test
  void theDerivativeOfASumThatCancelsIsNothing() {
    double[] opposite = {1, -1};
    assertThat(PowerMean.derivativeByExponent(opposite, new double[] {0.5, 0.4999999}, 3)).isZero();
    assertThat(PowerMean.derivativeByExponent(opposite, new double[] {0.5, 0.49999}, 3))
        .isPositive();
    assertThat(PowerMean.derivativeByExponent(opposite, new double[] {1e-3, 0.999e-3}, 3))
        .isPositive();
  }

  @Test
  void twoWeightsForThreeValuesAreRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> PowerMean.of(new double[3], new double[2], 3))
        .hasMessageContaining("3 values and 2 weights");
  }

  private static org.assertj.core.data.Offset<Double> relative(double value, double tolerance) {
    return within(Math.max(tolerance * Math.abs(value), 1e-300));
  }

  private static double[] numbers(String list) {
    return Arrays.stream(list.split(",")).mapToDouble(PowerMeanOracleTest::number).toArray();
  }

  private static double number(String text) {
    String[] fraction = text.trim().split("/");
    double numerator = Double.parseDouble(fraction[0]);
    return fraction.length == 1 ? numerator : numerator / Double.parseDouble(fraction[1]);
  }
}
