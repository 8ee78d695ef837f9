package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hyperprism.math.SignedPower;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's derivatives by p against printed values and differences of the definitions. */
class ExponentTangentTest {

  private static final double LEARNING_RATE = 0.01;

  /**
   * Of a derivative where nothing cancels. It is that of parameters whose logarithms, relative to
   * the largest, are off by 1.7e-7, and of second order in them.
   */
  static final double ERROR = 1e-6;

  private final MixingKernel kernel = MixingKernel.create();

  /** Printed with 12 digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 0.5, 0.5, 0.0862123592916",
    "-1, 2, 0.5, 1, 1.03972077084",
    "-1, 2, 0.5, 2, 0.441804475086",
    "-1, 2, 0.5, 3, 0.189574527964",
    "-1, 2, 0.25, 3, 0.0837342738388",
    "-2, -4, 0.5, 3, -0.126322595604",
    "-3, 3, 0.5, 3, 0",
    "0, 0, 0.5, 3, 0",
    "0, 1, 0.5, 3, 0.0611279201994",
    "0, 8, 0.875, 3, 0.924196240747",
    "5, 5, 0.25, 7, 0",
  })
  void ofAPowerMean(float first, float second, double firstWeight, double p, double expected) {
    WeightedVectors neighbourhood = new WeightedVectors();
    neighbourhood.add(new float[] {first}, 0, firstWeight);
    neighbourhood.add(new float[] {second}, 0, 1 - firstWeight);
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
    assertThat((double) tangent[0]).isCloseTo(expected, within(ERROR * Math.abs(expected)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 5, 9, 15})
  void ofAPowerMeanWithGradientAndOwnTangent(double p) {
    for (double size : new double[] {1e-3, 0.05, 1, 30}) {
      compare(p, size, false, 0.1);
    }
  }

  /** As a step towards a mean has one, whose receiver takes away its public copy. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 5, 9, 15})
  void ofAPowerMeanThatTakesAMemberAway(double p) {
    for (double size : new double[] {1e-3, 0.05, 1, 30}) {
      compare(p, size, false, -0.1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 5, 9, 15})
  void ofTheSendersRule(double p) {
    for (double size : new double[] {1e-3, 0.05, 1, 30}) {
      compare(p, size, true, 0.1);
    }
  }

  /** The receiver is member 2 of 5; its parameter is w + (q - p) selfTangent at exponent q. */
  private void compare(double p, double size, boolean sender, double second) {
    int length = 700;
    int self = 2;
    Random random = new Random(11);
    float[][] models = new float[5][length];
    double[] weights = {0.2, second, 0.3, 0.15, 0.25};
    double[] exponents = {p, 1, p, 3.5, 7};
    WeightedVectors neighbourhood = new WeightedVectors();
    for (int j = 0; j < 5; j++) {
      fill(models[j], random, size);
      neighbourhood.add(models[j], 0, weights[j]);
    }
    float[] gradient = new float[length];
    fill(gradient, random, Math.pow(size, p) / LEARNING_RATE);
    float[] selfTangent = new float[length];
    fill(selfTangent, random, size);
    float[] result = new float[length];
    float[] plain = new float[length];
    float[] tangent = selfTangent.clone();
    if (sender) {
      kernel.senderPowerMeanWithTangent(
          neighbourhood,
          exponents,
          self,
          VectorView.of(gradient),
          LEARNING_RATE,
          0,
          length,
          VectorView.of(result),
          VectorView.of(tangent));
    } else {
      kernel.powerMeanWithTangent(
          neighbourhood,
          p,
          self,
          VectorView.of(gradient),
          LEARNING_RATE,
          0,
          length,
          VectorView.of(result),
          VectorView.of(tangent));
      kernel.powerMean(
          neighbourhood,
          p,
          VectorView.of(gradient),
          LEARNING_RATE,
          0,
          length,
          VectorView.of(plain));
      assertThat(result).isEqualTo(plain);
    }
    for (int k = 0; k < length; k++) {
      int coordinate = k;
      DoubleUnaryOperator sum =
          q -> {
            double s = -LEARNING_RATE * gradient[coordinate];
            for (int j = 0; j < 5; j++) {
              double value = models[j][coordinate];
              if (j == self) {
                value += (q - p) * selfTangent[coordinate];
              }
              double exponent = sender && j != self ? exponents[j] : q;
              s += weights[j] * SignedPower.power(value, exponent);
            }
            return s;
          };
      double magnitudes = LEARNING_RATE * Math.abs(gradient[k]);
      for (int j = 0; j < 5; j++) {
        magnitudes +=
            Math.abs(weights[j])
                * SignedPower.power(Math.abs(models[j][k]), sender ? exponents[j] : p);
      }
      // Differences of nearly cancelled sums, or across a sign of w, say nothing.
      if (Math.abs(sum.applyAsDouble(p)) < 0.02 * magnitudes
          || Math.abs(models[self][k]) < 1e-3 * size) {
        continue;
      }
      double expected = difference(q -> SignedPower.root(sum.applyAsDouble(q), q), p);
      double mean = SignedPower.root(sum.applyAsDouble(p), p);
      double condition = magnitudes / Math.abs(sum.applyAsDouble(p));
      double error = sender || p == (int) p ? 1e-7 : 2e-6 * condition;
      assertThat((double) result[k]).isCloseTo(mean, within(error * Math.abs(mean)));
      assertThat((double) tangent[k])
          .as("p %s, size %s, coordinate %d", p, size, k)
          .isCloseTo(expected, within(ERROR * condition * (Math.abs(expected) + Math.abs(mean))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3, 4.2, 9})
  void ofTwoMirrorSteps(double p) {
    int length = 300;
    Random random = new Random(3);
    float[] start = new float[length];
    fill(start, random, 0.1);
    start[0] = 0;
    float[][] gradients = new float[2][length];
    float[] weights = start.clone();
    float[] plain = start.clone();
    float[] tangent = new float[length];
    for (float[] gradient : gradients) {
      fill(gradient, random, 0.1);
      kernel.mirrorStepWithTangent(
          VectorView.of(weights),
          VectorView.of(gradient),
          LEARNING_RATE,
          p,
          0,
          length,
          VectorView.of(weights),
          VectorView.of(tangent));
      kernel.mirrorStep(
          VectorView.of(plain),
          VectorView.of(gradient),
          LEARNING_RATE,
          p,
          0,
          length,
          VectorView.of(plain));
    }
    assertThat(weights).isEqualTo(plain);
    for (int k = 0; k < length; k++) {
      int coordinate = k;
      DoubleUnaryOperator steps =
          q -> {
            double w = start[coordinate];
            for (float[] gradient : gradients) {
              w = step(w, gradient[coordinate], q);
            }
            return w;
          };
      double between = step(start[k], gradients[0][k], p);
      // Differences of nearly cancelled sums say nothing.
      if (nearlyCancels(start[k], gradients[0][k], p)
          || nearlyCancels(between, gradients[1][k], p)) {
        continue;
      }
      double expected = difference(steps, p);
      // The weights between the steps are rounded to float32, which the second step magnifies.
      double slope = Math.pow(Math.abs(between / steps.applyAsDouble(p)), p - 1);
      assertThat((double) tangent[k])
          .as("p %s, coordinate %d", p, k)
          .isCloseTo(expected, within(3e-6 * (1 + slope * slope) * (0.1 + Math.abs(expected))));
    }
  }

  private static double step(double w, double gradient, double p) {
    return SignedPower.root(SignedPower.power(w, p) - LEARNING_RATE * gradient, p);
  }

  private static boolean nearlyCancels(double w, double gradient, double p) {
    double power = SignedPower.power(w, p);
    double change = LEARNING_RATE * gradient;
    return Math.abs(power - change) < 0.02 * (Math.abs(power) + Math.abs(change));
  }

  private static void fill(float[] vector, Random random, double size) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] = (float) (size * random.nextGaussian());
    }
  }

  /** Central difference of order 4; its error is near 1e-11 of the function's size. */
  private static double difference(DoubleUnaryOperator function, double p) {
    double h = 1e-4;
    return (8 * (function.applyAsDouble(p + h) - function.applyAsDouble(p - h))
            - (function.applyAsDouble(p + 2 * h) - function.applyAsDouble(p - 2 * h)))
        / (12 * h);
  }
}
