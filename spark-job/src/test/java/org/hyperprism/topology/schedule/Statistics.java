package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Tests of a distribution against theory. Seeds are fixed, so a right generator passes always; one
 * that is right passes with a new seed in 999 of 1000 cases.
 */
final class Statistics {

  private static final double SIGNIFICANCE = 1e-3;
  private static final double LEAST_EXPECTED = 8;

  private Statistics() {}

  /** Chi-square test of counts; neighbouring values are pooled until 8 are expected. */
  static void assertDistribution(String what, long[] counts, IntToDoubleFunction probability) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    double statistic = 0;
    double seen = 0;
    double expected = 0;
    double expectedSoFar = 0;
    int bins = 0;
    for (int value = 0; value < counts.length; value++) {
      seen += counts[value];
      expected += total * probability.applyAsDouble(value);
      boolean restIsEnough = total - expectedSoFar - expected >= LEAST_EXPECTED;
      if (value == counts.length - 1 || (expected >= LEAST_EXPECTED && restIsEnough)) {
        expectedSoFar += expected;
        statistic += (seen - expected) * (seen - expected) / expected;
        bins++;
        seen = 0;
        expected = 0;
      }
    }
    assertThat(expectedSoFar)
        .as("%s: the values hold all probability", what)
        .isBetween(total * (1 - 1e-6), total * (1 + 1e-6));
    assertThat(1 - new ChiSquaredDistribution(bins - 1).cumulativeProbability(statistic))
        .as("%s: chi-square %.2f of %d bins", what, statistic, bins)
        .isGreaterThan(SIGNIFICANCE);
  }

  /** Two-sided binomial test. */
  static void assertShare(String what, long successes, long trials, double probability) {
    BinomialDistribution binomial =
        new BinomialDistribution(null, Math.toIntExact(trials), probability);
    double below = binomial.cumulativeProbability((int) successes);
    double above = 1 - binomial.cumulativeProbability((int) successes - 1);
    assertThat(2 * Math.min(below, above))
        .as("%s: %d of %d, theory %.6f", what, successes, trials, probability)
        .isGreaterThan(SIGNIFICANCE);
  }

  /** A mean of independent values with a known standard deviation; 3.29 of its errors is 1e-3. */
  static void assertMean(
      String what, double mean, double expected, double deviation, double samples) {
    assertThat(Math.abs(mean - expected) * Math.sqrt(samples) / deviation)
        .as("%s: mean %s, theory %s, in standard errors", what, mean, expected)
        .isLessThan(3.29);
  }
}
