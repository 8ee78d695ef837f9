package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

class EqualDirichletTest {

  private static final int[] TEN_CLASSES = IntStream.range(0, 6010).map(i -> i % 10).toArray();

  @Test
  void allDevicesHaveTheSameSizeWhateverTheSkew() {
    for (double alpha : new double[] {1e-4, 0.01, 0.1, 1, 100}) {
      int[] sizes = sizes(assign(alpha, TEN_CLASSES, 50));
      assertThat(Arrays.stream(sizes, 0, 10)).containsOnly(121);
      assertThat(Arrays.stream(sizes, 10, 50)).containsOnly(120);
    }
  }

  @Test
  void theSmallerAlphaTheFewerClassesPerDevice() {
    double previous = Double.POSITIVE_INFINITY;
    for (double alpha : new double[] {100, 10, 1, 0.1, 0.001}) {
      double entropy =
          PartitionSummary.of(assign(alpha, TEN_CLASSES, 50), TEN_CLASSES, 10).meanLabelEntropy();
      assertThat(entropy).as("alpha %s", alpha).isLessThan(previous);
      previous = entropy;
    }
  }

  @Test
  void aDeviceWithoutAClassThatIsLeftTakesFromWhatThereIs() {
    int[] unequal = IntStream.range(0, 100).map(i -> i < 95 ? 0 : 1).toArray();
    Assignment assignment = assign(1e-300, unequal, 4);
    assertThat(sizes(assignment)).containsOnly(25);
    assertThat(assignment).isEqualTo(assign(1e-300, unequal, 4));
  }

  /** Published results depend on it. */
  @Test
  void anAssignmentStaysWhatItWas() {
    int[] labels = IntStream.range(0, 24).map(i -> i % 3).toArray();
    assertThat(Arrays.deepToString(assign(0.5, labels, 4).samples())).isEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "[[2, 4, 8, 15, 20, 21], [0, 3, 9, 12, 18, 19], [1, 5, 7, 10, 16, 22], [6, 11, 13, 14, 17, 23]]";

  @Test
  void impossibleDemandsAreRefused() {
    assertThatThrownBy(
            () -> new EqualDirichlet(1, 3).assign(new int[10], 1, 4, new RandomStreams(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("partition.minimumSamples is 3", "only 10");
    assertThatThrownBy(() -> new EqualDirichlet(0, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("partition.alpha is 0.0");
  }

  private static Assignment assign(double alpha, int[] labels, int devices) {
    return new EqualDirichlet(alpha, 1).assign(labels, 10, devices, new RandomStreams(7));
  }

  private static int[] sizes(Assignment assignment) {
    return Arrays.stream(assignment.samples()).mapToInt(samples -> samples.length).toArray();
  }
}
