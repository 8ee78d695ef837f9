package org.hyperprism.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.junit.jupiter.api.Test;

/** Accuracies on samples as each device has them. */
class LocalAccuracyTest {

  private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 2};

  private static Samples samples(int[] labels) {
    return Samples.ofFloats(new FeatureShape(1, 1, 1), 4, new float[labels.length], labels);
  }

  private static double of(int[] held, int[] known) {
    return LocalAccuracy.of(new int[][] {held}, List.of(known), samples(LABELS))[0];
  }

  @Test
  void classesCountAsTheyDoAmongTheDevicesOwnSamples() {
    assertThat(of(new int[] {5, 0, 0, 0}, new int[] {3, 0, 0, 0})).isEqualTo(0.75);
    assertThat(of(new int[] {0, 5, 0, 0}, new int[] {3, 0, 0, 0})).isZero();
    // Three quarters of its samples are of class 0.
    assertThat(of(new int[] {6, 2, 0, 0}, new int[] {2, 2, 1, 0})).isEqualTo(0.75 * 0.5 + 0.25);
  }

  @Test
  void withTheLabelsOfTheEvaluationItIsTheAccuracy() {
    assertThat(of(new int[] {4, 2, 1, 0}, new int[] {3, 1, 1, 0}))
        .isCloseTo(5 / 7.0, within(1e-15));
  }

  @Test
  void classesWithoutEvaluationSamplesAreLeftOut() {
    assertThat(of(new int[] {1, 0, 0, 9}, new int[] {2, 0, 0, 0})).isEqualTo(0.5);
    assertThat(of(new int[] {0, 0, 0, 9}, new int[] {2, 0, 0, 0})).isNaN();
  }

  /** Against evaluations of samples that are really drawn as the device has them. */
  @Test
  void itIsTheExpectationOverSuchDraws() {
    int[] held = {6, 2, 1, 0};
    int[] known = {2, 2, 0, 0};
    Random random = new Random(3);
    int right = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      int own = random.nextInt(9);
      int label = own < 6 ? 0 : own < 8 ? 1 : 2;
      int size = new int[] {4, 2, 1}[label];
      right += random.nextInt(size) < known[label] ? 1 : 0;
    }
    assertThat(of(held, known)).isCloseTo(right / (double) draws, within(0.005));
  }
}
