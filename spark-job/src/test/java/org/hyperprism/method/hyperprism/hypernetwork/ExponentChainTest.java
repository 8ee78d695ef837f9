package org.hyperprism.method.hyperprism.hypernetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.math.ClippedProduct;
import org.hyperprism.math.SignedPower;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole chain of eqs. 9 and 10: f(psi, v) = sum_k g_k wbar_k(p(psi, v)) for a model of two
 * parts. The kernel's tangents and the hypernetwork's gradient against differences of f, written
 * out in float64 with the textbook powers.
 */
class ExponentChainTest {

  private static final double LEARNING_RATE = 0.01;
  private static final int[] PART_BEGIN = {0, 13, 40};
  private static final int LENGTH = 40;
  private static final int SELF = 1;
  private static final double[] MIXING_WEIGHTS = {0.3, 0.45, 0.25};

  private final MixingKernel kernel = MixingKernel.create();
  private final Hypernetwork network =
      new Hypernetwork(6, 8, 2, new double[] {1, 3, 5, 7}, ExponentSelection.EXPECTATION);

  /** Members keep to one sign in each coordinate: near cancellation differences say nothing. */
  private final float[][] members = new float[MIXING_WEIGHTS.length][LENGTH];

  private final float[][] localGradients;
  private final float[] meanGradient = new float[LENGTH];
  private final float[] lossGradient = new float[LENGTH];

  ExponentChainTest() {
    SplittableRandom random = new SplittableRandom(8);
    localGradients = new float[2][LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      int sign = random.nextInt(2) * 2 - 1;
      for (float[] member : members) {
        member[k] = (float) (sign * (0.2 + 0.8 * random.nextDouble()));
      }
      for (float[] gradient : localGradients) {
        gradient[k] = (float) (-sign * random.nextDouble());
      }
      meanGradient[k] = (float) (-sign * random.nextDouble());
      lossGradient[k] = (float) (random.nextDouble() - 0.5);
    }
  }

  /**
   * ATC steps on the model and averages the result; CTA averages the models and steps inside the
   * mean.
   */
  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "0, true", "2, true"})
  void theGradientIsThatOfDifferences(int localSteps, boolean stepInsideTheMean) {
    float[] memory = HypernetworkTest.drawn(network, 0, 0.3);
    double[] gradient = new double[network.parameters()];
    double[] cotangents = cotangents(memory, localSteps, stepInsideTheMean);
    network.gradient(memory, 0, cotangents, gradient);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    assertThat(largest).isGreaterThan(1e-3);
    // The tangents are rounded to float32, and so is the own model that the mean's tangent is
    // taken at: 6e-8 of the summands of each cotangent, which cancel in part. The differences
    // themselves are good to 1e-7.
    double tolerance = 1e-6 * largest + 1e-8;
    for (int i = 0; i < network.parameters(); i++) {
      double expected = difference(memory, i, localSteps, stepInsideTheMean);
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo(expected, within(tolerance));
    }
    // Each part alone too: with the other part's cotangent at 0.
    for (int part = 0; part < 2; part++) {
      double[] alone = new double[2];
      alone[part] = cotangents[part];
      double expected = exponentDifference(memory, part, localSteps, stepInsideTheMean);
      assertThat(alone[part]).as("part %d", part).isCloseTo(expected, within(1e-6));
      assertThat(Math.abs(alone[part])).isGreaterThan(1e-3);
    }
  }

  /** df/dp of each part, as a round computes it. */
  private double[] cotangents(float[] memory, int localSteps, boolean stepInsideTheMean) {
    double[] p = new double[2];
    network.exponents(memory, 0, p);
    float[] own = members[SELF].clone();
    float[] tangent = new float[LENGTH];
    float[] mean = new float[LENGTH];
    double[] cotangents = new double[2];
    for (int part = 0; part < 2; part++) {
      int begin = PART_BEGIN[part];
      int length = PART_BEGIN[part + 1] - begin;
      for (int step = 0; step < localSteps; step++) {
        kernel.mirrorStepWithTangent(
            VectorView.of(own),
            VectorView.of(localGradients[step]),
            LEARNING_RATE,
            p[part],
            begin,
            begin + length,
            VectorView.of(own),
            VectorView.of(tangent));
      }
      WeightedVectors neighbourhood = new WeightedVectors();
      for (int j = 0; j < members.length; j++) {
        neighbourhood.add(j == SELF ? own : members[j], 0, MIXING_WEIGHTS[j]);
      }
      kernel.powerMeanWithTangent(
          neighbourhood,
          p[part],
          SELF,
          VectorView.of(meanGradient),
          stepInsideTheMean ? LEARNING_RATE : 0,
          begin,
          begin + length,
          VectorView.of(mean),
          VectorView.of(tangent));
      cotangents[part] =
          ClippedProduct.of(tangent, begin, lossGradient, begin, length, Double.POSITIVE_INFINITY);
    }
    return cotangents;
  }

  /** f in float64 from the definitions. */
  private double loss(double[] p, int localSteps, boolean stepInsideTheMean) {
    double loss = 0;
    for (int part = 0; part < 2; part++) {
      for (int k = PART_BEGIN[part]; k < PART_BEGIN[part + 1]; k++) {
        double own = members[SELF][k];
        for (int step = 0; step < localSteps; step++) {
          double power = SignedPower.power(own, p[part]);
          own = SignedPower.root(power - LEARNING_RATE * localGradients[step][k], p[part]);
        }
        double sum = stepInsideTheMean ? -LEARNING_RATE * meanGradient[k] : 0;
        for (int j = 0; j < members.length; j++) {
          sum += MIXING_WEIGHTS[j] * SignedPower.power(j == SELF ? own : members[j][k], p[part]);
        }
        loss += lossGradient[k] * SignedPower.root(sum, p[part]);
      }
    }
    return loss;
  }

  private double difference(float[] memory, int index, int localSteps, boolean stepInsideTheMean) {
    float value = memory[index];
    double h = 0x1p-11;
    double[] p = new double[2];
    memory[index] = (float) (value + h);
    double width = memory[index];
    network.exponents(memory, 0, p);
    double difference = loss(p, localSteps, stepInsideTheMean);
    memory[index] = (float) (value - h);
    width -= memory[index];
    network.exponents(memory, 0, p);
    difference -= loss(p, localSteps, stepInsideTheMean);
    memory[index] = value;
    return difference / width;
  }

  private double exponentDifference(
      float[] memory, int part, int localSteps, boolean stepInsideTheMean) {
    double h = 0x1p-12;
    double[] p = new double[2];
    network.exponents(memory, 0, p);
    p[part] += h;
    double difference = loss(p, localSteps, stepInsideTheMean);
    p[part] -= 2 * h;
    return (difference - loss(p, localSteps, stepInsideTheMean)) / (2 * h);
  }
}
