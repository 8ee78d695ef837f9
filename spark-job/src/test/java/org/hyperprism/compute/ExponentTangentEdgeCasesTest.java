package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's derivatives by p where sums cancel, parameters are alike, huge or tiny. */
class ExponentTangentEdgeCasesTest {

  private static final double LEARNING_RATE = 0.01;

  private final MixingKernel kernel = MixingKernel.create();

  @Test
  void noGradientLeavesTheTangent() {
    float[] tangent = {0.25f, -3};
    float[] weights = {0.1f, 0};
    kernel.mirrorStepWithTangent(
        VectorView.of(weights),
        VectorView.of(new float[2]),
        LEARNING_RATE,
        5,
        0,
        2,
        VectorView.of(weights),
        VectorView.of(tangent));
    assertThat(tangent).containsExactly(0.25f, -3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 2.5, 3, 9, 31, 64, 80.5})
  void isFiniteOnHostileParameters(double p) {
    float[] sizes = {
      0, -0.0f, Float.MIN_VALUE, -1e-40f, 1e-30f, -1e-3f, 1, -1, 1e30f, 3.4e38f, -3.4e38f
    };
    float[] result = new float[1];
    float[] tangent = new float[1];
    for (float own : sizes) {
      for (float other : sizes) {
        for (float gradient : sizes) {
          for (double ownWeight : new double[] {0, 1e-3, 0.5, 1}) {
            WeightedVectors neighbourhood = new WeightedVectors();
            neighbourhood.add(new float[] {own}, 0, ownWeight);
            neighbourhood.add(new float[] {other}, 0, 1 - ownWeight);
            float[] g = {gradient};
            for (float selfTangent : new float[] {1, -Float.MAX_VALUE, Float.MIN_VALUE}) {
              tangent[0] = selfTangent;
              kernel.powerMeanWithTangent(
                  neighbourhood,
                  p,
                  0,
                  VectorView.of(g),
                  LEARNING_RATE,
                  0,
                  1,
                  VectorView.of(result),
                  VectorView.of(tangent));
              assertThat(tangent[0]).isFinite();
              assertThat(result[0]).isNotNaN();
              tangent[0] = selfTangent;
              kernel.senderPowerMeanWithTangent(
                  neighbourhood,
                  new double[] {p, 7.5},
                  0,
                  VectorView.of(g),
                  LEARNING_RATE,
                  0,
                  1,
                  VectorView.of(result),
                  VectorView.of(tangent));
              assertThat(tangent[0]).isFinite();
            }
            tangent[0] = 1;
            kernel.mirrorStepWithTangent(
                VectorView.of(new float[] {own}),
                VectorView.of(g),
                LEARNING_RATE,
                p,
                0,
                1,
                VectorView.of(result),
                VectorView.of(tangent));
            assertThat(tangent[0]).isFinite();
            assertThat(result[0]).isNotNaN();
          }
        }
      }
    }
  }

  @Test
  void isZeroWhereTheSumCancels() {
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[] {0.5f}, 0, 0.5);
    neighbourhood.add(new float[] {-0.5f}, 0, 0.5);
    float[] tangent = {7};
    kernel.powerMeanWithTangent(
        neighbourhood,
        2.5,
        0,
        VectorView.of(tangent),
        0,
        0,
        1,
        VectorView.of(new float[1]),
        VectorView.of(tangent));
    assertThat(tangent).containsExactly(0);
  }

  /** Two members c(1 +- d), equal weights: the mean is c(1 + (p - 1) d^2/2), up to p^2 d^4. */
  @Test
  void nearlyEqualParametersKeepTheirDigits() {
    float c = 0.0625f;
    float d = 0x1p-12f;
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[] {c * (1 + d)}, 0, 0.5);
    neighbourhood.add(new float[] {c * (1 - d)}, 0, 0.5);
    double expected = c * (double) d * d / 2;
    for (double p : new double[] {1, 2.5, 3, 7}) {
      float[] tangent = new float[1];
      kernel.powerMeanWithTangent(
          neighbourhood,
          p,
          0,
          VectorView.of(tangent),
          0,
          0,
          1,
          VectorView.of(new float[1]),
          VectorView.of(tangent));
      assertThat((double) tangent[0])
          .as("p %s", p)
          .isCloseTo(
              expected, within(((1 + p * p) * d * d + ExponentTangentTest.ERROR) * expected));
    }
  }
}
