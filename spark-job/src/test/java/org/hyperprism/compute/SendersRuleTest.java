package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum to which every member brings the power by its own exponent, as Algorithm 1 has it. */
class SendersRuleTest {

  private final MixingKernel kernel = MixingKernel.create();

  /** Two members at 0.1 with exponents 5 and 3: the receiver's rule keeps 0.1, this does not. */
  @Test
  void theSendersRuleIsNoMean() {
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[] {0.1f}, 0, 0.5);
    neighbourhood.add(new float[] {0.1f}, 0, 0.5);
    float[] result = new float[1];
    senderMean(neighbourhood, result, 0, 5, 3);
    assertThat(result).containsExactly((float) 0.21910802066227056);
    kernel.powerMean(neighbourhood, 5, VectorView.of(result), 0, 0, 1, VectorView.of(result));
    assertThat(result).containsExactly(0.1f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 2.5, 3, 9, 31})
  void theSendersRuleWithOneExponentIsThePowerMean(double p) {
    Random random = new Random(4);
    WeightedVectors neighbourhood = new WeightedVectors();
    for (int j = 0; j < 4; j++) {
      float[] model = new float[600];
      fill(model, random, 0.1);
      for (int k = 0; k < 600; k++) {
        model[k] = Math.abs(model[k]); // no cancellation, which would magnify rounding
      }
      neighbourhood.add(model, 0, 0.25);
    }
    float[] expected = new float[600];
    float[] result = new float[600];
    kernel.powerMean(neighbourhood, p, VectorView.of(expected), 0, 0, 600, VectorView.of(expected));
    senderMean(neighbourhood, result, 1, p, p, p, p);
    for (int k = 0; k < 600; k++) {
      assertThat((double) result[k]).isCloseTo(expected[k], within(1.001 * Math.ulp(expected[k])));
    }
  }

  @Test
  void exponentsAreMissing() {
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[1], 0, 0.5);
    neighbourhood.add(new float[1], 0, 0.5);
    assertThatThrownBy(() -> senderMean(neighbourhood, new float[1], 0, 3))
        .hasMessageContaining("2 members and 1 exponents");
  }

  private void senderMean(
      WeightedVectors neighbourhood, float[] result, int self, double... exponents) {
    VectorView view = VectorView.of(result);
    kernel.senderPowerMeanWithTangent(
        neighbourhood,
        exponents,
        self,
        view,
        0,
        0,
        result.length,
        view,
        VectorView.of(new float[result.length]));
  }

  private static void fill(float[] vector, Random random, double size) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] = (float) (size * random.nextGaussian());
    }
  }
}
