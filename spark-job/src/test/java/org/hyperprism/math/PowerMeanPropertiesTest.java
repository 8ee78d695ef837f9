package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds for every weighted power mean (HyperPrism sec. 8 and elementary facts). */
class PowerMeanPropertiesTest {

  private static final double[] ODD = {1, 3, 5, 9, 15, 31};

  record Neighbourhood(double[] values, double[] weights) {
    Neighbourhood map(java.util.function.DoubleUnaryOperator change) {
      return new Neighbourhood(Arrays.stream(values).map(change).toArray(), weights);
    }

    double min() {
      return Arrays.stream(values).min().orElseThrow();
    }

    double max() {
      return Arrays.stream(values).max().orElseThrow();
    }

    double linear() {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += weights[j] * values[j];
      }
      return sum;
    }

    double mean(double p) {
      return PowerMean.of(values, weights, p);
    }
  }

  @Provide
  Arbitrary<Neighbourhood> neighbourhoods() {
    return Arbitraries.integers()
        .between(1, 12)
        .flatMap(
            n ->
                Combinators.combine(
                        Arbitraries.doubles()
                            .between(-10, 10)
                            .ofScale(6)
                            .array(double[].class)
                            .ofSize(n),
                        Arbitraries.doubles()
                            .between(0.01, 1)
                            .ofScale(4)
                            .array(double[].class)
                            .ofSize(n))
                    .as(
                        (values, raw) -> {
                          double total = DoubleStream.of(raw).sum();
                          return new Neighbourhood(
                              values, Arrays.stream(raw).map(a -> a / total).toArray());
                        }));
  }

  @Provide
  Arbitrary<Double> odd() {
    return Arbitraries.of(Arrays.stream(ODD).boxed().toArray(Double[]::new));
  }

  @Property
  void liesBetweenTheSmallestAndTheLargest(
      @ForAll("neighbourhoods") Neighbourhood n, @ForAll @DoubleRange(min = 1, max = 31) double p) {
    double slack = 1e-12 * Math.max(Math.abs(n.min()), Math.abs(n.max()));
    assertThat(n.mean(p)).isBetween(n.min() - slack, n.max() + slack);
  }

  @Property
  void equalValuesStayThemselves(
      @ForAll @DoubleRange(min = -100, max = 100) double value,
      @ForAll("neighbourhoods") Neighbourhood n,
      @ForAll @DoubleRange(min = 1, max = 31) double p) {
    assertThat(n.map(ignored -> value).mean(p)).isCloseTo(value, within(1e-12 * Math.abs(value)));
  }

  @Property
  void isHomogeneousAndOdd(
      @ForAll("neighbourhoods") Neighbourhood n,
      @ForAll @DoubleRange(min = -50, max = 50) double factor,
      @ForAll @DoubleRange(min = 1, max = 31) double p) {
    double sum = 0;
    double size = 0;
    for (int j = 0; j < n.values.length; j++) {
      double power = n.weights[j] * SignedPower.power(n.values[j], p);
      sum += power;
      size += Math.abs(power);
    }
    // Near cancellation the root magnifies rounding without bound.
    net.jqwik.api.Assume.that(size == 0 || Math.abs(sum) > 1e-3 * size);
    double expected = factor * n.mean(p);
    assertThat(n.map(w -> factor * w).mean(p))
        .isCloseTo(expected, within(1e-11 * Math.abs(expected) + 1e-300));
  }

  @Property
  void theOrderOfNeighboursDoesNotMatter(
      @ForAll("neighbourhoods") Neighbourhood n, @ForAll long shuffle, @ForAll("odd") double p) {
    Neighbourhood positive = n.map(Math::abs);
    Random random = new Random(shuffle);
    double[] values = positive.values.clone();
    double[] weights = positive.weights.clone();
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
      double weight = weights[i];
      weights[i] = weights[j];
      weights[j] = weight;
    }
    double mean = positive.mean(p);
    assertThat(PowerMean.of(values, weights, p)).isCloseTo(mean, within(1e-12 * mean));
  }

  @Property
  void growsWithTheExponentOnPositiveValues(
      @ForAll("neighbourhoods") Neighbourhood n,
      @ForAll @DoubleRange(min = 1, max = 15) double p,
      @ForAll @DoubleRange(min = 0, max = 15) double step) {
    Neighbourhood positive = n.map(Math::abs);
    assertThat(positive.mean(p))
        .isLessThanOrEqualTo(positive.mean(p + step) * (1 + 1e-12) + 1e-300);
  }

  @Property
  void exponentOneIsTheLinearMean(@ForAll("neighbourhoods") Neighbourhood n) {
    assertThat(n.mean(1))
        .isCloseTo(n.linear(), within(1e-12 * Math.max(Math.abs(n.min()), Math.abs(n.max()))));
  }

  /** Lemma 8.3, for values >= 0. */
  @Property
  void isAtMostAMixOfMeanAndLargest(
      @ForAll("neighbourhoods") Neighbourhood n, @ForAll @DoubleRange(min = 1, max = 31) double p) {
    Neighbourhood positive = n.map(Math::abs);
    double linear = positive.linear();
    double upper = linear / p + (1 - 1 / p) * positive.max();
    double slack = 1e-12 * positive.max();
    assertThat(positive.mean(p)).isBetween(linear - slack, upper + slack);
  }

  /** Theorem 8.4, for values of any sign and odd p. */
  @Property
  void staysWithinTheBoundsForOddExponents(
      @ForAll("neighbourhoods") Neighbourhood n, @ForAll("odd") double p) {
    double share = 1 / (2 * p);
    double slack = 1e-12 * Math.max(Math.abs(n.min()), Math.abs(n.max()));
    assertThat(n.mean(p))
        .isBetween(
            share * n.linear() + (1 - share) * n.min() - slack,
            share * n.linear() + (1 - share) * n.max() + slack);
  }

  /** Uniform convexity, Proposition 5.5: |spow(x) - spow(y)| >= 2^(1-p) |x - y|^p. */
  @Property
  void theMirrorMapIsUniformlyConvex(
      @ForAll @DoubleRange(min = -2, max = 2) double x,
      @ForAll @DoubleRange(min = -2, max = 2) double y,
      @ForAll @DoubleRange(min = 1, max = 15) double p) {
    double left = Math.abs(SignedPower.power(x, p) - SignedPower.power(y, p));
    double right = Math.pow(2, 1 - p) * Math.pow(Math.abs(x - y), p);
    double rounding = 1e-12 * Math.pow(Math.max(Math.abs(x), Math.abs(y)), p);
    assertThat(left).isGreaterThanOrEqualTo(right * (1 - 1e-12) - rounding);
  }

  @Property
  void rootUndoesPower(
      @ForAll @DoubleRange(min = -100, max = 100) double x,
      @ForAll @DoubleRange(min = 0.5, max = 31) double p) {
    net.jqwik.api.Assume.that(Math.abs(x) > 1e-9 || x == 0);
    assertThat(SignedPower.root(SignedPower.power(x, p), p))
        .isCloseTo(x, within(1e-13 * Math.abs(x)));
  }
}
