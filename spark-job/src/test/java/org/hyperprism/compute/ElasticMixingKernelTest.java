package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hyperprism.math.ElasticDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Elastic means and steps are off by at most 2e-6 of the float64 definition, with mixed signs by
 * that times the sum's condition number; the derivatives by that share of their terms.
 */
class ElasticMixingKernelTest {

  private static final double BOUND = 2e-6;

  private static final double[] ELASTICITIES = {1e-9, 1e-3, 0.033, 1, 1e4};

  /** More than a chunk. */
  private static final int LENGTH = CpuMixingKernel.CHUNK + 301;

  /** Members with their weights, a gradient and the derivative of the member self. */
  private static final class Drawn {

    private final float[][] models;
    private final double[] weights;
    private final WeightedVectors neighbourhood = new WeightedVectors();
    private final float[] gradient = new float[LENGTH];
    private final float[] tangent = new float[LENGTH];
    private final int self;

    Drawn(int members, boolean mixedSigns, int decades) {
      SplittableRandom random = new SplittableRandom(members + 10L * decades);
      models = new float[members][LENGTH];
      weights = new double[members];
      self = members / 2;
      for (int j = 0; j < members; j++) {
        weights[j] = members == 1 ? 1 : (1 + random.nextDouble()) / (2 * members);
        // One that is taken away, as a step towards a mean does with the own public copy.
        weights[j] *= mixedSigns && j == 2 ? -1 : 1;
        for (int k = 0; k < LENGTH; k++) {
          double size = Math.pow(10, decades * (random.nextDouble() - 0.7));
          models[j][k] = k % 11 == 3 ? 0 : (float) size;
          if (mixedSigns && random.nextBoolean()) {
            models[j][k] = -models[j][k];
          }
        }
        neighbourhood.add(models[j], 0, weights[j]);
      }
      for (int k = 0; k < LENGTH; k++) {
        double size = Math.pow(10, decades * (random.nextDouble() - 0.7));
        // Below 0, so that sums without mixed signs do not cancel.
        gradient[k] = k % 7 == 5 ? 0 : mixedSigns && k % 2 == 0 ? (float) size : (float) -size;
        tangent[k] = (float) (random.nextDouble() - 0.5);
      }
    }

    double[] column(int k) {
      return Arrays.stream(models).mapToDouble(model -> model[k]).toArray();
    }

    /** Of the sum under the root, at least 1. */
    double condition(int k, double change, double p, double mu) {
      double sum = -change;
      double size = Math.abs(change);
      double[] values = column(k);
      for (int j = 0; j < values.length; j++) {
        double term = weights[j] * ElasticDefinition.psi(values[j], p, mu);
        sum += term;
        size += Math.abs(term);
      }
      return size == 0 ? 1 : size / Math.abs(sum);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0001, 1.5, 2, 2.7, 3, 4, 5, 7.7, 9, 15, 21.6, 33, 64, 65, 200})
  void meansAreNearTheDefinition(double p) {
    for (double mu : ELASTICITIES) {
      for (boolean mixedSigns : new boolean[] {false, true}) {
        for (int members : new int[] {1, 2, 25}) {
          compareMeans(p, mu, new Drawn(members, mixedSigns, p > 9 ? 1 : 6));
        }
      }
    }
  }

  /** However much the sum cancels: psi of the mean is the sum, as far as its terms are certain. */
  private static void assertMapIsNear(
      double mean, Drawn drawn, int k, double change, double p, double mu) {
    double sum = -change;
    double size = Math.abs(change);
    double[] values = drawn.column(k);
    for (int j = 0; j < values.length; j++) {
      double term = drawn.weights[j] * ElasticDefinition.psi(values[j], p, mu);
      sum += term;
      size += Math.abs(term);
    }
    assertThat(ElasticDefinition.psi(mean, p, mu))
        .as("psi of the mean, p %s, mu %s, coordinate %d", p, mu, k)
        .isCloseTo(sum, within(2 * p * BOUND * size + 1e-40));
  }

  private static void compareMeans(double p, double mu, Drawn drawn) {
    float[] result = new float[LENGTH];
    float[] tangent = drawn.tangent.clone();
    MixingKernel kernel = MixingKernel.create().elastic(mu);
    for (double learningRate : new double[] {0, 0.3}) {
      VectorView gradient = VectorView.of(drawn.gradient);
      kernel.powerMean(
          drawn.neighbourhood, p, gradient, learningRate, 0, LENGTH, VectorView.of(result));
      for (int k = 0; k < LENGTH; k++) {
        double change = learningRate * drawn.gradient[k];
        double expected = ElasticDefinition.mean(drawn.column(k), drawn.weights, change, p, mu);
        double condition = drawn.condition(k, change, p, mu);
        assertMapIsNear(result[k], drawn, k, change, p, mu);
        // Beyond, not one digit of the mean is certain.
        if (condition < 1 / BOUND) {
          assertThat((double) result[k])
              .as("p %s, mu %s, rate %s, coordinate %d", p, mu, learningRate, k)
              .isCloseTo(
                  expected, within(BOUND * condition * Math.abs(expected) + Float.MIN_VALUE));
        }
      }
      float[] withTangent = new float[LENGTH];
      System.arraycopy(drawn.tangent, 0, tangent, 0, LENGTH);
      kernel.powerMeanWithTangent(
          drawn.neighbourhood,
          p,
          drawn.self,
          gradient,
          learningRate,
          0,
          LENGTH,
          VectorView.of(withTangent),
          VectorView.of(tangent));
      assertThat(withTangent).as("with and without a derivative").isEqualTo(result);
      compareDerivatives(p, mu, learningRate, drawn, tangent);
    }
  }

  private static void compareDerivatives(
      double p, double mu, double learningRate, Drawn drawn, float[] tangent) {
    for (int k = 0; k < LENGTH; k++) {
      double[] values = drawn.column(k);
      double change = learningRate * drawn.gradient[k];
      double expected =
          ElasticDefinition.derivative(
              values, drawn.weights, change, p, mu, drawn.self, drawn.tangent[k]);
      double mean = ElasticDefinition.mean(values, drawn.weights, change, p, mu);
      double terms = Math.abs(ElasticDefinition.psi(mean, p, 0) * (1 + logarithm(mean)));
      for (int j = 0; j < values.length; j++) {
        terms +=
            Math.abs(drawn.weights[j])
                * Math.abs(ElasticDefinition.psi(values[j], p, 0) * (1 + logarithm(values[j])));
      }
      terms /= ElasticDefinition.slope(mean, p, mu);
      // The root's own error moves the slope too, the more the larger p is.
      double condition = drawn.condition(k, change, p, mu);
      if (condition > 1e3) {
        continue;
      }
      double tolerance = 4 * BOUND * p * condition * (terms + Math.abs(expected));
      assertThat((double) tangent[k])
          .as("derivative, p %s, mu %s, rate %s, coordinate %d", p, mu, learningRate, k)
          .isCloseTo(expected, within(tolerance + 1e-30));
    }
  }

  private static double logarithm(double value) {
    return value == 0 ? 0 : Math.abs(Math.log(Math.abs(value)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.4, 9, 15})
  void stepsAreMeansOfOneMember(double p) {
    for (double mu : ELASTICITIES) {
      Drawn drawn = new Drawn(1, true, p > 9 ? 1 : 6);
      float[] mean = new float[LENGTH];
      float[] meanTangent = drawn.tangent.clone();
      float[] step = new float[LENGTH];
      float[] stepTangent = drawn.tangent.clone();
      MixingKernel kernel = MixingKernel.create().elastic(mu);
      VectorView gradient = VectorView.of(drawn.gradient);
      kernel.powerMeanWithTangent(
          drawn.neighbourhood,
          p,
          0,
          gradient,
          0.3,
          0,
          LENGTH,
          VectorView.of(mean),
          VectorView.of(meanTangent));
      kernel.mirrorStepWithTangent(
          VectorView.of(drawn.models[0]),
          gradient,
          0.3,
          p,
          0,
          LENGTH,
          VectorView.of(step),
          VectorView.of(stepTangent));
      for (int k = 0; k < LENGTH; k++) {
        boolean stays = drawn.gradient[k] == 0;
        assertThat(step[k]).isEqualTo(stays ? drawn.models[0][k] : mean[k]);
        assertThat(stepTangent[k]).isEqualTo(stays ? drawn.tangent[k] : meanTangent[k]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4, 4.4, 5, 9, 15, 40.5})
  void plainJavaAndVectorsGiveTheSameBits(double p) {
    for (double mu : ELASTICITIES) {
      assertThat(bits(new CpuMixingKernel(ProcessorLoops.CHOSEN), p, mu))
          .isEqualTo(bits(new CpuMixingKernel(new ScalarLoops()), p, mu));
    }
  }

  private static float[][] bits(MixingKernel kernel, double p, double mu) {
    Drawn drawn = new Drawn(5, true, 40);
    float[][] results = new float[3][LENGTH];
    results[1] = drawn.tangent.clone();
    VectorView gradient = VectorView.of(drawn.gradient);
    kernel
        .elastic(mu)
        .powerMeanWithTangent(
            drawn.neighbourhood,
            p,
            drawn.self,
            gradient,
            0.1,
            0,
            LENGTH,
            VectorView.of(results[0]),
            VectorView.of(results[1]));
    kernel
        .elastic(mu)
        .mirrorStep(
            VectorView.of(drawn.models[0]), gradient, 0.1, p, 0, LENGTH, VectorView.of(results[2]));
    return results;
  }

  /** Powers of these are far beyond float64; the mean still lies among what it is a mean of. */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 3, 4, 9, 33.3, 1000})
  void parametersOfAnySizeGiveAMeanAmongThem(double p) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] models = new float[3][LENGTH];
    WeightedVectors neighbourhood = new WeightedVectors();
    for (float[] model : models) {
      for (int k = 0; k < LENGTH; k++) {
        model[k] = (float) Math.pow(10, 76 * (random.nextDouble() - 0.5));
      }
      neighbourhood.add(model, 0, 1.0 / 3);
    }
    for (double mu : ELASTICITIES) {
      float[] result = new float[LENGTH];
      float[] tangent = new float[LENGTH];
      VectorView view = VectorView.of(result);
      MixingKernel.create()
          .elastic(mu)
          .powerMeanWithTangent(
              neighbourhood, p, 0, view, 0, 0, LENGTH, view, VectorView.of(tangent));
      for (int k = 0; k < LENGTH; k++) {
        float low = Math.min(models[0][k], Math.min(models[1][k], models[2][k]));
        float high = Math.max(models[0][k], Math.max(models[1][k], models[2][k]));
        assertThat(result[k]).isBetween(low * (1 - 1e-6f), high * (1 + 1e-6f));
        assertThat(Float.isFinite(tangent[k])).isTrue();
      }
    }
  }

  /** At a fixed ratio of learning rate to mu the map is linear in the end. */
  @Test
  void aLargeElasticityIsTheLinearStep() {
    Drawn drawn = new Drawn(1, true, 1);
    float[] result = new float[LENGTH];
    MixingKernel.create()
        .elastic(1e9)
        .mirrorStep(
            VectorView.of(drawn.models[0]),
            VectorView.of(drawn.gradient),
            0.1 * 1e9,
            3,
            0,
            LENGTH,
            VectorView.of(result));
    for (int k = 0; k < LENGTH; k++) {
      double expected = drawn.models[0][k] - 0.1 * drawn.gradient[k];
      assertThat((double) result[k]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void whatIsNotANumberStaysOne() {
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[] {1, Float.NaN, 2}, 0, 0.5);
    neighbourhood.add(new float[] {1, 1, Float.POSITIVE_INFINITY}, 0, 0.5);
    float[] result = new float[3];
    VectorView view = VectorView.of(result);
    for (double p : new double[] {1, 1.7, 3, 4, 9}) {
      MixingKernel.create().elastic(0.1).powerMean(neighbourhood, p, view, 0, 0, 3, view);
      assertThat(result[0]).isCloseTo(1, within(1e-6f));
      assertThat(result[1]).isNaN();
      assertThat(Float.isFinite(result[2])).isFalse();
    }
  }

  @Test
  void noElasticityIsTheKernelItself() {
    MixingKernel kernel = MixingKernel.create();
    assertThat(kernel.elastic(0)).isSameAs(kernel);
    assertThat(kernel.elastic(0.5)).isSameAs(kernel.elastic(0.5));
    assertThat(kernel.elastic(0.5).elastic(0)).isNotInstanceOf(ElasticMixingKernel.class);
  }

  @Test
  void theSendersRuleIsRefused() {
    Drawn drawn = new Drawn(2, false, 1);
    VectorView view = VectorView.of(new float[LENGTH]);
    MixingKernel kernel = MixingKernel.create().elastic(0.5);
    assertThatThrownBy(
            () ->
                kernel.senderPowerMeanWithTangent(
                    drawn.neighbourhood, new double[] {2, 3}, 0, view, 0, 0, LENGTH, view, view))
        .hasMessageContaining("elasticity");
  }
}
