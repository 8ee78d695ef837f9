package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel against the float64 definitions, on odd sizes and hostile weights. */
class MixingKernelTest {

  private static final double HALF_ULP = Math.pow(2, -24);

  /** What a mean with an exponent that is no integer may be off by; see RelativeLogarithm. */
  private static final double REAL_EXPONENT_ERROR = 2e-6 - HALF_ULP;

  private final MixingKernel kernel = MixingKernel.create();

  @ParameterizedTest
  @CsvSource({
    "0.2, 1, 0.01, 3, -0.1259921049894873",
    "0.5, 1, 0.01, 3, 0.486294413109428",
    "0, -1, 0.01, 3, 0.2154434690031884",
    "0.05, 0.02, 0.01, 9, -0.38815334431446946",
    "-0.3, 0.5, 0.1, 1, -0.35",
    "0.3, 0.4, 0.01, 2.5, 0.29001484006730627",
  })
  void mirrorStep(double w, double gradient, double learningRate, double p, double expected) {
    // In float64, to twelve digits.
    double exact = SignedPower.root(SignedPower.power(w, p) - learningRate * gradient, p);
    assertThat(exact).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    // In the kernel, whose input is float32: its rounding moves the result by the step's slope.
    float[] weights = {(float) w};
    double slope = w == 0 ? 0 : Math.pow(Math.abs(w), p - 1) / Math.pow(Math.abs(expected), p - 1);
    double gradientSlope = learningRate / (p * Math.pow(Math.abs(expected), p - 1));
    VectorView view = VectorView.of(weights);
    kernel.mirrorStep(
        view, VectorView.of(new float[] {(float) gradient}), learningRate, p, 0, 1, view);
    double tolerance =
        HALF_ULP
            * 1.01
            * (Math.abs(expected) + slope * Math.abs(w) + gradientSlope * Math.abs(gradient));
    assertThat((double) weights[0]).isCloseTo(expected, within(tolerance));
  }

  @Test
  void aParameterWithoutGradientKeepsItsValue() {
    float[] weights = {1e-30f, -3.3e-12f, 0.1f, 0, -0.0f};
    float[] before = weights.clone();
    VectorView view = VectorView.of(weights);
    kernel.mirrorStep(view, VectorView.of(new float[5]), 0.01, 31, 0, 5, view);
    assertThat(weights).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 5, 9, 15, 31})
  void powerMeanOfManySizes(double p) {
    Random random = new Random(5);
    for (int length : new int[] {1, 2, 7, 63, 511, 512, 513, 1500}) {
      for (int members : new int[] {1, 2, 5, 30}) {
        compare(random, p, length, members, 0, false);
        compare(random, p, length, members, 0.01, false);
      }
    }
  }

  /** As a step towards a mean has them, whose receiver takes away its public copy. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 5, 9, 15, 31})
  void membersWithWeightsBelowZeroAreTakenAway(double p) {
    Random random = new Random(6);
    for (int length : new int[] {1, 7, 513, 1500}) {
      for (int members : new int[] {3, 5, 30}) {
        compare(random, p, length, members, 0, true);
        compare(random, p, length, members, 0.01, true);
      }
    }
  }

  private void compare(
      Random random, double p, int length, int members, double learningRate, boolean takesOneAway) {
    WeightedVectors neighbourhood = new WeightedVectors();
    float[][] models = new float[members][length + 3];
    double[] weights = new double[members];
    for (int j = 0; j < members; j++) {
      weights[j] = j == 1 ? 0 : (1 + random.nextInt(9)) / (10.0 * members);
      weights[j] *= takesOneAway && j == 2 ? -1 : 1;
      for (int k = 0; k < length; k++) {
        models[j][3 + k] =
            random.nextInt(20) == 0
                ? 0
                : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(13) - 9));
      }
      neighbourhood.add(models[j], 3, weights[j]);
    }
    float[] gradient = new float[length];
    for (int k = 0; k < length; k++) {
      gradient[k] = (float) random.nextGaussian();
    }
    float[] result = new float[length + 5];
    kernel.powerMean(
        neighbourhood,
        p,
        VectorView.of(gradient),
        learningRate,
        0,
        length,
        new VectorView(result, 5));
    double[] column = new double[members];
    for (int k = 0; k < length; k++) {
      double sum = 0;
      double size = 0;
      for (int j = 0; j < members; j++) {
        column[j] = models[j][3 + k];
        double power = weights[j] * SignedPower.power(column[j], p);
        sum += power;
        size += Math.abs(power);
      }
      double change = learningRate * gradient[k];
      double total = sum - change;
      double expected =
          learningRate == 0 ? PowerMean.of(column, weights, p) : SignedPower.root(total, p);
      // The root passes the sum's relative rounding error on, divided by p.
      double condition = total == 0 ? 1 : (size + Math.abs(change)) / Math.abs(total);
      double termError = p == (int) p ? 1e-14 : REAL_EXPONENT_ERROR;
      double tolerance = Math.abs(expected) * (HALF_ULP * 1.01 + termError * condition) + 1e-45;
      assertThat((double) result[5 + k])
          .as("p %s, length %d, members %d, coordinate %d", p, length, members, k)
          .isCloseTo(expected, within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 15, 31})
  void tinyAndHugeWeightsNeitherVanishNorOverflow(double p) {
    for (float size : new float[] {1e-38f, 1e-30f, 1e-5f, 1e30f, 3e38f}) {
      WeightedVectors neighbourhood = new WeightedVectors();
      neighbourhood.add(new float[] {size}, 0, 0.5);
      neighbourhood.add(new float[] {-size / 2}, 0, 0.5);
      float[] result = new float[1];
      kernel.powerMean(neighbourhood, p, VectorView.of(result), 0, 0, 1, VectorView.of(result));
      double expected = size * PowerMean.of(new double[] {1, -0.5}, new double[] {0.5, 0.5}, p);
      assertThat((double) result[0]).isCloseTo(expected, within(2e-7 * Math.abs(expected)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.7, 3, 9})
  void longVectorsGiveTheBitsOfTheirPieces(double p) {
    int length = 9000;
    Random random = new Random(7);
    float[] gradient = new float[length];
    WeightedVectors even = new WeightedVectors();
    WeightedVectors uneven = new WeightedVectors();
    for (int j = 0; j < 11; j++) {
      float[] model = new float[length];
      for (int k = 0; k < length; k++) {
        gradient[k] = (float) random.nextGaussian();
        model[k] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(75) - 37));
      }
      even.add(model, 0, 1 / 11.0);
      uneven.add(model, 0, Math.pow(10, -3 * j));
    }
    for (WeightedVectors members : new WeightedVectors[] {even, uneven}) {
      for (double learningRate : new double[] {0, 0.01}) {
        float[] whole = new float[length];
        kernel.powerMean(
            members, p, VectorView.of(gradient), learningRate, 0, length, VectorView.of(whole));
        float[] pieces = new float[length];
        for (int from = 0; from < length; from += 500) {
          kernel.powerMean(
              members,
              p,
              VectorView.of(gradient),
              learningRate,
              from,
              from + 500,
              VectorView.of(pieces));
        }
        assertThat(pieces).isEqualTo(whole);
      }
    }
  }

  @Test
  void anIsolatedDeviceKeepsItsModel() {
    Random random = new Random(9);
    float[] model = new float[2000];
    for (int k = 0; k < model.length; k++) {
      model[k] = (float) random.nextGaussian() * 0.05f;
    }
    WeightedVectors alone = new WeightedVectors();
    alone.add(model, 0, 1);
    for (double p : new double[] {1, 2, 2.5, 3, 5, 9, 15, 31}) {
      float[] result = new float[2000];
      kernel.powerMean(alone, p, VectorView.of(result), 0, 0, 2000, VectorView.of(result));
      assertThat(result).isEqualTo(model);
    }
  }
}
