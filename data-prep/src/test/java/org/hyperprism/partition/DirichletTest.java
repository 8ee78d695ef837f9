package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletTest {

  private static final int[] TEN_CLASSES = IntStream.range(0, 6000).map(i -> i % 10).toArray();

  @Test
  void theSmallerAlphaTheFewerClassesPerDevice() {
    double previous = Double.POSITIVE_INFINITY;
    for (double alpha : new double[] {100, 10, 1, 0.1, 0.01, 0.0001}) {
      Assignment assignment =
          new Dirichlet(alpha, 0, false).assign(TEN_CLASSES, 10, 50, new RandomStreams(3));
      double entropy = PartitionSummary.of(assignment, TEN_CLASSES, 10).meanLabelEntropy();
      assertThat(entropy).as("alpha %s", alpha).isLessThan(previous);
      previous = entropy;
    }
  }

  /**
   * A share of Dir(alpha 1_m) has mean 1/m and variance (m - 1) / (m^2 (m alpha + 1)). The bounds
   * are five standard errors wide, as estimated from the draws themselves.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.005, 0.02, 0.3, 1, 5})
  void classSharesHaveTheMomentsOfTheDistribution(double alpha) {
    int devices = 8;
    int repetitions = 4000;
    UniformRandomProvider random = new RandomStreams(11).stream(Purpose.PARTITION);
    double[] first = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      first[i] = DirichletShares.draw(random, devices, alpha)[0];
    }
    double mean = 1.0 / devices;
    double variance = (devices - 1) / (devices * devices * (devices * alpha + 1));
    double[] squares = Arrays.stream(first).map(x -> (x - mean) * (x - mean)).toArray();
    assertThat(average(first)).isBetween(mean - 5 * error(first), mean + 5 * error(first));
    assertThat(average(squares))
        .isBetween(variance - 5 * error(squares), variance + 5 * error(squares));
  }

  /** The counts of an unbalanced assignment follow the shares, so they have the same moments. */
  @Test
  void countsOnTheDevicesHaveTheMomentsOfTheDistribution() {
    int devices = 10;
    double alpha = 0.5;
    int[] oneClass = new int[2000];
    double[] shares =
        IntStream.range(0, 500)
            .mapToObj(seed -> new RandomStreams(seed))
            .map(streams -> new Dirichlet(alpha, 0, false).assign(oneClass, 1, devices, streams))
            .mapToDouble(assignment -> assignment.samplesOf(4).length / 2000.0)
            .toArray();
    double mean = 1.0 / devices;
    double variance = (devices - 1) / (devices * devices * (devices * alpha + 1));
    double[] squares = Arrays.stream(shares).map(x -> (x - mean) * (x - mean)).toArray();
    assertThat(average(shares)).isBetween(mean - 5 * error(shares), mean + 5 * error(shares));
    assertThat(average(squares))
        .isBetween(variance - 5 * error(squares), variance + 5 * error(squares));
  }

  @Test
  void aDeviceThatHoldsItsMeanGetsNoFurtherClass() {
    assertThat(mostBeforeTheLastClass(new Dirichlet(0.1, 0, true))).isLessThan(120);
    assertThat(mostBeforeTheLastClass(new Dirichlet(0.1, 0, false))).isGreaterThan(120);
  }

  /** Published results depend on it. */
  @Test
  void anAssignmentStaysWhatItWas() {
    int[] labels = IntStream.range(0, 24).map(i -> i % 3).toArray();
    Assignment assignment = new Dirichlet(0.5, 2, true).assign(labels, 3, 4, new RandomStreams(1));
    assertThat(Arrays.deepToString(assignment.samples())).isEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "[[2, 4, 5, 8, 11, 17, 18, 20, 22, 23], [14, 15], [0, 3, 6, 9, 12, 21], [1, 7, 10, 13, 16, 19]]";

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aConcentrationMustBeFiniteAndPositive(double alpha) {
    assertThatThrownBy(() -> new Dirichlet(alpha, 0, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.alpha is " + alpha);
  }

  @Test
  void impossibleDemandsAreRefused() {
    RandomStreams streams = new RandomStreams(0);
    Dirichlet scheme = new Dirichlet(1, 3, true);
    assertThatThrownBy(() -> scheme.assign(new int[10], 1, 4, streams))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("partition.minimumSamples is 3", "needs 12", "only 10");
    assertThatThrownBy(() -> scheme.assign(new int[10], 1, 11, streams))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("devices is 11", "only 10 samples");
    assertThatThrownBy(() -> scheme.assign(new int[10], 1, 0, streams))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("devices is 0");
    assertThatThrownBy(() -> new Dirichlet(1, -1, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.minimumSamples is -1");
  }

  /** The most that a device of 50 held (mean: 120) when it was given its last class. */
  private static int mostBeforeTheLastClass(PartitionScheme scheme) {
    Assignment assignment = scheme.assign(TEN_CLASSES, 10, 50, new RandomStreams(5));
    int most = 0;
    for (int[] counts : assignment.classCounts(TEN_CLASSES, 10)) {
      int held = 0;
      for (int count : counts) {
        if (count > 0) {
          most = Math.max(most, held);
        }
        held += count;
      }
    }
    return most;
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The standard error of the average. */
  private static double error(double[] values) {
    double average = average(values);
    double variance =
        Arrays.stream(values).map(x -> (x - average) * (x - average)).average().orElseThrow();
    return Math.sqrt(variance / values.length);
  }
}
