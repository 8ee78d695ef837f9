package org.hyperprism.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.report.figure.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {

  /** The mean accuracy of 20 devices, as double arithmetic has it and as metrics.csv holds it. */
  @ParameterizedTest
  @CsvSource({"0.8264499999999999", "0.82645", "0.82645000000000002"})
  void aShareIsRoundedAlikeInLinesTablesAndReports(double share) {
    assertThat(Percent.text(share)).isEqualTo("82.65%");
    assertThat(Numbers.fixed(100 * share, 2)).isEqualTo("82.65");
    assertThat(Spread.of(List.of(100 * share)).text(2)).isEqualTo("82.65");
    assertThat(Spread.of(List.of(100 * share, 100 * share)).text(2)).isEqualTo("82.65 ± 0.00");
  }

  @ParameterizedTest
  @CsvSource({
    "0.125, 2, 0.13",
    "-0.125, 2, -0.13",
    "-0.001, 2, 0.00",
    "1e7, 1, 10000000.0",
    "7.5, 0, 8",
    "NaN, 2, NaN",
    "-Infinity, 2, -Infinity"
  })
  void halvesGoAwayFromZero(double number, int digits, String text) {
    assertThat(Rounded.text(number, digits)).isEqualTo(text);
  }

  @Test
  void noShareIsADash() {
    assertThat(Percent.text(Double.NaN)).isEqualTo("-");
  }
}
