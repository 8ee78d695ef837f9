package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.partition.Assignment;
import org.junit.jupiter.api.Test;

/** What gradients are multiplied by, of four samples on two devices. */
class SampleWeightsTest {

  private static final Assignment TWO = Assignment.ofDevices(new int[] {0, 1, 1, 1}, 2);

  private static Samples weighted(float... weights) {
    return Samples.ofBytes(FeatureShape.ofTable(1), 1, new byte[4], new int[4]).weighted(weights);
  }

  private static float[] weights(Samples samples) {
    float[] weights = new float[samples.count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = samples.weight(i);
    }
    return weights;
  }

  @Test
  void aDevicesLossIsTheWeightedMeanOverItsSamples() {
    TrainingData data = TrainingData.of(weighted(5, 0, 1, 2), TWO);

    List<Samples> shards = data.shards(0, 2);

    assertThat(weights(shards.get(0))).containsExactly(1);
    assertThat(weights(shards.get(1))).containsExactly(0, 1, 2);
    assertThat(weights(data.together())).containsExactly(5, 0, 1, 2);
    assertThat(data.isWeighted()).isTrue();
  }

  /** Times the device's share of the samples, which the gradients get then, that is all of them. */
  @Test
  void aLossOverAllSamplesIsTheWeightedMeanOverThem() {
    Samples samples = weighted(5, 0, 1, 2);
    TrainingData data = TrainingData.of(samples, TWO, SampleWeights.mean(samples));

    assertThat(SampleWeights.mean(samples)).isEqualTo(2);
    assertThat(weights(data.shards(0, 1).get(0))).containsExactly(2.5f);
    assertThat(weights(data.shards(1, 2).get(0))).containsExactly(0, 0.5f, 1);
  }

  @Test
  void equalWeightsAreOneToTheBit() {
    for (float weight : new float[] {1, 3, 0.1f, 1e-30f, 1e30f}) {
      TrainingData data = TrainingData.of(weighted(weight, weight, weight, weight), TWO);

      assertThat(weights(data.shards(1, 2).get(0))).as("%s", weight).containsExactly(1, 1, 1);
    }
  }

  @Test
  void aDeviceWithoutWeightIsRefused() {
    SampleWeights.check(weighted(1, 0, 0, 1e-30f), TWO);
    assertThatThrownBy(() -> SampleWeights.check(weighted(1, 0, 0, 0), TWO))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("device 1 has 3 training samples, all with the weight 0;");
  }
}
