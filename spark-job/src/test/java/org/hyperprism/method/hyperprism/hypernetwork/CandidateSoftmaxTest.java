package org.hyperprism.method.hyperprism.hypernetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed outside this code. */
class CandidateSoftmaxTest {

  /** Columns: candidates; logits; expectation; its derivative by the logits (12 decimals). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,3,5,7 | 0,0,0,0 | 4 | -0.75,-0.25,0.25,0.75",
        "1,3,5,7 | 0,1.0986122886681098,0,0 | 3.6666666666666667"
            + " | -0.444444444444444,-0.333333333333333,0.222222222222222,0.555555555555556",
        "1,3,5,7,9,11,13,15 | 0,0,0,0,0,0,0,0 | 8"
            + " | -0.875,-0.625,-0.375,-0.125,0.125,0.375,0.625,0.875",
        "1,3,5,7 | 2,-1,0.5,0 | 2.2810958700180004"
            + " | -0.909706078510,0.025415988092,0.430795975074,0.453494115343",
      })
  void expectationAndDerivative(
      String candidates, String logits, double exponent, String derivative) {
    double[] z = numbers(logits);
    CandidateSoftmax softmax = new CandidateSoftmax(numbers(candidates));
    assertThat(softmax.exponent(z, ExponentSelection.EXPECTATION))
        .isCloseTo(exponent, within(1e-12));
    double[] actual = new double[z.length];
    softmax.derivative(z, actual);
    assertThat(actual).containsExactly(numbers(derivative), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2,-1,0.5,0 | 1", "0,0.1,3,2.9 | 5", "0,0,0,0 | 3", "0,2,1,2 | 3", "9,0,0,9 | 1"})
  void hardTakesTheCandidateOfTheLargestLogit(String logits, double expected) {
    CandidateSoftmax softmax = new CandidateSoftmax(new double[] {1, 3, 5, 7});
    assertThat(softmax.exponent(numbers(logits), ExponentSelection.HARD)).isEqualTo(expected);
  }

  @Test
  void extremeLogitsStayWithinTheCandidates() {
    CandidateSoftmax softmax = new CandidateSoftmax(new double[] {1.1, 3, 7.7});
    double[] derivative = new double[3];
    for (double[] logits :
        new double[][] {{1e200, -1e200, 0}, {-1e200, 0, 1e200}, {5e3, 5e3, 5e3}, {-800, 0, 800}}) {
      assertThat(softmax.exponent(logits, ExponentSelection.EXPECTATION)).isBetween(1.1, 7.7);
      softmax.derivative(logits, derivative);
      assertThat(Arrays.stream(derivative).allMatch(Double::isFinite)).isTrue();
    }
  }

  private static double[] numbers(String list) {
    return Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
