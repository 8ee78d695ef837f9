package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

class IidAndShardsTest {

  private static final int[] LABELS = IntStream.range(0, 6000).map(i -> i * 7 % 10).toArray();

  @Test
  void independentDevicesHoldEqualSizes() {
    Assignment assignment = new Iid().assign(LABELS, 10, 49, new RandomStreams(1));
    for (int[] own : assignment.samples()) {
      assertThat(own.length).isBetween(122, 123);
    }
  }

  /**
   * Pearson's statistic of the 50 x 10 counts against equal ones. With fixed margins it has (50 -
   * 1)(10 - 1) = 441 degrees of freedom: mean 441, standard deviation 29.7.
   */
  @Test
  void independentDevicesHoldAllClassesAlike() {
    Assignment assignment = new Iid().assign(LABELS, 10, 50, new RandomStreams(2));
    double statistic = 0;
    for (int[] counts : assignment.classCounts(LABELS, 10)) {
      for (int count : counts) {
        statistic += (count - 12.0) * (count - 12.0) / 12.0;
      }
    }
    assertThat(statistic).isBetween(441 - 5 * 29.7, 441 + 5 * 29.7);
  }

  @Test
  void twoShardsPerDeviceMeanAtMostTwoClassesWhereShardsFitClasses() {
    Assignment assignment = new Shards(2).assign(LABELS, 10, 50, new RandomStreams(3));
    PartitionSummary summary = PartitionSummary.of(assignment, LABELS, 10);
    for (int device = 0; device < 50; device++) {
      assertThat(summary.samples(device)).isEqualTo(120);
      assertThat(summary.classesPresent(device)).isBetween(1, 2);
    }
  }

  @Test
  void thereMustBeASampleForEveryShard() {
    assertThatThrownBy(() -> new Shards(3).assign(new int[10], 1, 4, new RandomStreams(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("partition.shardsPerDevice is 3", "12 shards", "10 samples");
    assertThatThrownBy(() -> new Shards(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.shardsPerDevice is 0");
  }
}
