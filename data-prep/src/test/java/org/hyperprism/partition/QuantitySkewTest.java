package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Sizes that differ, and labels that do not. */
class QuantitySkewTest {

  private static final int DEVICES = 20;
  private static final int SAMPLES = 20_000;

  private static Assignment assign(double alpha, int minimum, long seed) {
    int[] labels = new int[SAMPLES];
    Arrays.setAll(labels, i -> i % 4);
    return new QuantitySkew(alpha, minimum).assign(labels, 4, DEVICES, new RandomStreams(seed));
  }

  /** The variance of a share of Dir(alpha 1_m) is (m - 1) / (m^2 (m alpha + 1)). */
  @Test
  void sizesSpreadAsTheirDistributionSays() {
    for (double alpha : new double[] {0.3, 1, 10}) {
      double squares = 0;
      int runs = 200;
      for (int seed = 0; seed < runs; seed++) {
        for (int[] own : assign(alpha, 1, seed).samples()) {
          double difference = own.length / (double) SAMPLES - 1.0 / DEVICES;
          squares += difference * difference;
        }
      }
      double variance = squares / (runs * DEVICES);
      double expected = (DEVICES - 1) / (DEVICES * DEVICES * (DEVICES * alpha + 1));
      assertThat(variance / expected).as("alpha %s", alpha).isBetween(0.85, 1.15);
    }
  }

  @Test
  void largeDevicesHaveAllClassesAlike() {
    Assignment assignment = assign(0.5, 1, 7);
    int[] labels = new int[SAMPLES];
    Arrays.setAll(labels, i -> i % 4);
    for (int[] counts : assignment.classCounts(labels, 4)) {
      int size = Arrays.stream(counts).sum();
      for (int count : counts) {
        // Five standard deviations of a hypergeometric draw.
        assertThat(Math.abs(count - size / 4.0)).isLessThan(5 * Math.sqrt(size * 3 / 16.0) + 1);
      }
    }
  }

  @Test
  void everyDeviceHasTheMinimum() {
    assertThat(Arrays.asList(assign(0.05, 9, 1).samples())).allMatch(own -> own.length >= 9);
    assertThatThrownBy(() -> assign(1, SAMPLES, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.quantity.minimumSamples is 20000 for 20 devices");
    assertThatThrownBy(() -> new QuantitySkew(0, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.quantity.alpha is 0.0");
  }
}
