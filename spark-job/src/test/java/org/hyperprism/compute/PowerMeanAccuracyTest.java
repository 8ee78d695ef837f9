package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power mean is off by at most 2e-6 of the float64 definition, for any exponent from 1 to 31
 * and parameters from 1e-30 to 1e30; with mixed signs by that times the sum's condition number.
 */
class PowerMeanAccuracyTest {

  private static final double BOUND = 2e-6;

  private static final int LENGTH = 700;

  /** How the members' parameters and mixing weights are drawn. */
  private enum Kind {
    SIMILAR,
    ALL_SIZES,
    WITH_ZEROS,
    ONE_LARGE,
    POWERS_OF_TWO,
    UNEVEN_WEIGHTS
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        1, 1.0001, 1.1, 1.5, 1.9, 2, 2.5, 2.7, 3, 3.3, 4, 5, 6, 7, 7.7, 9, 11, 12.25, 15, 17, 21.6,
        25, 30.9, 31
      })
  void isNearTheDefinition(double p) {
    for (Kind kind : Kind.values()) {
      for (boolean mixedSigns : new boolean[] {false, true}) {
        for (int members : new int[] {1, 2, 3, 25}) {
          compare(p, kind, mixedSigns, members);
        }
      }
    }
  }

  private static void compare(double p, Kind kind, boolean mixedSigns, int members) {
    SplittableRandom random = new SplittableRandom(members);
    float[][] models = new float[members][LENGTH];
    double[] weights = new double[members];
    WeightedVectors neighbourhood = new WeightedVectors();
    for (int j = 0; j < members; j++) {
      weights[j] =
          kind == Kind.UNEVEN_WEIGHTS
              ? Math.pow(10, -30 * random.nextDouble())
              : (1 + random.nextDouble()) / (2 * members);
      for (int k = 0; k < LENGTH; k++) {
        float size = size(random, kind, j, k);
        models[j][k] = mixedSigns && random.nextBoolean() ? -size : size;
      }
      neighbourhood.add(models[j], 0, weights[j]);
    }
    float[] result = new float[LENGTH];
    VectorView view = VectorView.of(result);
    MixingKernel.create().powerMean(neighbourhood, p, view, 0, 0, LENGTH, view);
    double[] column = new double[members];
    for (int k = 0; k < LENGTH; k++) {
      for (int j = 0; j < members; j++) {
        column[j] = models[j][k];
      }
      double expected = PowerMean.of(column, weights, p);
      if (Math.abs(expected) > Float.MAX_VALUE) {
        continue;
      }
      assertPowerIsNear(result[k], column, weights, p);
      if (condition(column, weights, p) > 1 / BOUND) {
        // Not one digit of the mean is certain.
        continue;
      }
      double tolerance = BOUND * condition(column, weights, p) * Math.abs(expected);
      assertThat((double) result[k])
          .as(
              "p %s, %s, members %d, mixed signs %s, coordinate %d",
              p, kind, members, mixedSigns, k)
          .isCloseTo(expected, within(tolerance + Float.MIN_VALUE));
    }
  }

  /** However much the sum cancels: the mean's power is the sum, as far as its terms are certain. */
  private static void assertPowerIsNear(double mean, double[] values, double[] weights, double p) {
    double scale = Arrays.stream(values).map(Math::abs).max().orElse(0);
    if (scale == 0) {
      return;
    }
    double sum = 0;
    double size = 0;
    for (int j = 0; j < values.length; j++) {
      double term = weights[j] * SignedPower.power(values[j] / scale, p);
      sum += term;
      size += Math.abs(term);
    }
    double above = (Math.abs(mean) + Float.MIN_VALUE) / scale;
    double rounding = SignedPower.power(above, p) - SignedPower.power(Math.abs(mean) / scale, p);
    assertThat(SignedPower.power(mean / scale, p))
        .as("power of the mean of %s, p %s", Arrays.toString(values), p)
        .isCloseTo(sum, within(2 * p * BOUND * size + rounding));
  }

  /** Of the sum of powers; at least 1. */
  private static double condition(double[] values, double[] weights, double p) {
    double scale = 0;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    double sum = 0;
    double size = 0;
    for (int j = 0; j < values.length && scale > 0; j++) {
      double term = weights[j] * SignedPower.power(values[j] / scale, p);
      sum += term;
      size += Math.abs(term);
    }
    return size == 0 ? 1 : size / Math.abs(sum);
  }

  private static float size(SplittableRandom random, Kind kind, int member, int coordinate) {
    double uniform = random.nextDouble();
    return switch (kind) {
      case SIMILAR -> (float) (0.05 * (1 + 1e-4 * uniform));
      case WITH_ZEROS -> uniform < 0.5 ? 0 : (float) uniform;
      case ONE_LARGE -> member == 0 ? 1 : (float) Math.pow(2, -6 * uniform);
      case POWERS_OF_TWO -> besideABorder(Math.scalb(1f, -(int) (8 * uniform)), coordinate % 3);
      case ALL_SIZES, UNEVEN_WEIGHTS -> (float) Math.pow(10, 60 * uniform - 30);
    };
  }

  /** The logarithm's intervals end at sqrt(1/2) times a power of 2. */
  private static float besideABorder(float power, int which) {
    float border = (float) Math.sqrt(0.5) * power;
    return which == 0 ? border : which == 1 ? Math.nextUp(border) : power;
  }
}
