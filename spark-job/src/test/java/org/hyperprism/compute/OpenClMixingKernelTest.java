package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.aparapi.device.OpenCLDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is an OpenCL device: it computes what the processor does, but for the last bits. */
class OpenClMixingKernelTest {

  private static final int LENGTH = 777;

  private MixingKernel openCl = MixingKernel.create();
  private final MixingKernel cpu = MixingKernel.create();

  @BeforeEach
  void open() {
    assumeThat(OpenClDevice.obstacle()).isEmpty();
    openCl = KernelProvider.OPENCL.open();
    assertThat(openCl).isInstanceOf(OpenClMixingKernel.class);
  }

  @AfterEach
  void close() {
    openCl.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0001, 1.5, 2, 2.7, 3, 5, 9, 12.25, 21.6, 31})
  void meansAreNearTheDefinition(double p) {
    for (boolean mixedSigns : new boolean[] {false, true}) {
      SplittableRandom random = new SplittableRandom(3);
      int members = 9;
      float[][] models = new float[members][LENGTH];
      double[] weights = new double[members];
      WeightedVectors neighbourhood = new WeightedVectors();
      for (int j = 0; j < members; j++) {
        weights[j] = j == 4 ? 0 : Math.pow(10, -8 * random.nextDouble());
        weights[j] *= mixedSigns && j == 5 ? -1 : 1;
        for (int k = 0; k < LENGTH; k++) {
          double size = random.nextInt(9) == 0 ? 0 : Math.pow(10, 60 * random.nextDouble() - 30);
          models[j][k] = (float) (mixedSigns && random.nextBoolean() ? -size : size);
        }
        neighbourhood.add(models[j], 0, weights[j]);
      }
      openCl.keep(List.of(models));
      float[] result = new float[LENGTH + 3];
      VectorView view = new VectorView(result, 3);
      openCl.powerMean(neighbourhood, p, view, 0, 0, LENGTH, view);
      double[] column = new double[members];
      for (int k = 0; k < LENGTH; k++) {
        double scale = 0;
        for (int j = 0; j < members; j++) {
          column[j] = models[j][k];
          scale = weights[j] != 0 ? Math.max(scale, Math.abs(column[j])) : scale;
        }
        double sum = 0;
        double size = 0;
        for (int j = 0; j < members && scale > 0; j++) {
          double term = weights[j] == 0 ? 0 : weights[j] * SignedPower.power(column[j] / scale, p);
          sum += term;
          size += Math.abs(term);
        }
        double expected = PowerMean.of(column, weights, p);
        double condition = sum == 0 ? 1 : size / Math.abs(sum);
        assertThat((double) result[3 + k])
            .as("p %s, coordinate %d", p, k)
            .isCloseTo(
                expected,
                within(Math.min(1, 2e-6 * condition) * Math.abs(expected) + Float.MIN_VALUE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 2.7, 3, 9, 31})
  void gradientsAndDerivativesAreThoseOfTheProcessor(double p) {
    SplittableRandom random = new SplittableRandom(8);
    for (double learningRate : new double[] {0, 0.01}) {
      WeightedVectors members = new WeightedVectors();
      List<float[]> arrays = new ArrayList<>();
      for (int j = 0; j < 6; j++) {
        float[] w = vector(random, 2 * LENGTH, 0.05);
        arrays.add(w);
        members.add(w, j * 17, (j == 4 ? -1 : 1 + j) / 15.0);
      }
      openCl.keep(arrays);
      VectorView gradient = VectorView.of(vector(random, LENGTH, Math.pow(0.05, p) / 0.01));
      float[] start = vector(random, LENGTH, 0.01);
      float[][] results = new float[4][];
      int kind = 0;
      for (MixingKernel kernel : new MixingKernel[] {openCl, cpu}) {
        float[] result = new float[LENGTH];
        float[] tangent = start.clone();
        kernel.powerMeanWithTangent(
            members,
            p,
            2,
            gradient,
            learningRate,
            5,
            LENGTH,
            VectorView.of(result),
            VectorView.of(tangent));
        float[] plain = new float[LENGTH];
        kernel.powerMean(members, p, gradient, learningRate, 5, LENGTH, VectorView.of(plain));
        assertThat(result).isEqualTo(plain);
        results[kind++] = result;
        results[kind++] = tangent;
      }
      for (int k = 0; k < LENGTH; k++) {
        double magnitudes = learningRate * Math.abs(gradient.get(k));
        double sum = -learningRate * gradient.get(k);
        for (int j = 0; j < 6; j++) {
          double term = members.weight(j) * SignedPower.power(arrays.get(j)[17 * j + k], p);
          magnitudes += Math.abs(term);
          sum += term;
        }
        double condition = magnitudes / Math.abs(sum);
        double mean = Math.abs(results[2][k]);
        assertThat((double) results[0][k])
            .isCloseTo(results[2][k], within(2e-6 * condition * mean));
        if (condition < 1e4) {
          assertThat((double) results[1][k])
              .as("p %s, coordinate %d", p, k)
              .isCloseTo(
                  results[3][k], within(2e-6 * condition * (Math.abs(results[3][k]) + mean)));
        }
      }
    }
  }

  private static float[] vector(SplittableRandom random, int length, double size) {
    float[] vector = new float[length];
    for (int k = 0; k < length; k++) {
      vector[k] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return vector;
  }

  @Test
  void aLinearMeanHasTheBitsOfTheProcessor() {
    float[] w = vector(new SplittableRandom(1), LENGTH, 1);
    float[] v = vector(new SplittableRandom(2), LENGTH, 1);
    WeightedVectors members = new WeightedVectors();
    members.add(w, 0, 0.3);
    members.add(v, 0, 0.7);
    openCl.keep(List.of(w, v));
    float[] result = new float[LENGTH];
    float[] expected = new float[LENGTH];
    openCl.powerMean(members, 1, VectorView.of(w), 0, 0, LENGTH, VectorView.of(result));
    cpu.powerMean(members, 1, VectorView.of(w), 0, 0, LENGTH, VectorView.of(expected));
    assertThat(result).isEqualTo(expected);
  }

  @Test
  void membersThatAreNotKeptAreLeftToTheProcessor() {
    float[] w = {0.5f, -3};
    WeightedVectors members = new WeightedVectors();
    members.add(w, 0, 1);
    openCl.keep(List.of());
    float[] result = new float[2];
    VectorView view = VectorView.of(result);
    openCl.powerMean(members, 2.5, view, 0, 0, 2, view);
    assertThat(result).containsExactly(0.5f, -3);
  }

  @Test
  void notANumberStaysOne() {
    float[] w = {Float.NaN, 1};
    float[] v = {1, Float.POSITIVE_INFINITY};
    WeightedVectors members = new WeightedVectors();
    members.add(w, 0, 0.5);
    members.add(v, 0, 0.5);
    openCl.keep(List.of(w, v));
    float[] result = new float[2];
    VectorView view = VectorView.of(result);
    openCl.powerMean(members, 2.5, view, 0, 0, 2, view);
    assertThat(Float.isFinite(result[0])).isFalse();
    assertThat(Float.isFinite(result[1])).isFalse();
  }

  /** Aparapi knows no switch. */
  private static final class Untranslatable extends OpenClProgram {

    @Override
    public void run() {
      switch (getGlobalId()) {
        case 0 -> means[0] = 7;
        case 1 -> means[1] = 8;
        default -> means[2] = 9;
      }
    }
  }

  @Test
  void aProgramThatAparapiDoesNotTranslateFallsBackAndIsClosed() {
    Untranslatable program = new Untranslatable();
    float[] w = {1, 2, 3};
    WeightedVectors alone = new WeightedVectors();
    alone.add(w, 0, 1);
    float[] result = new float[3];
    VectorView view = VectorView.of(result);
    try (OpenClMixingKernel kernel = new OpenClMixingKernel(cpu, program)) {
      kernel.keep(List.of(w));
      kernel.powerMean(alone, 2.5, view, 0, 0, 3, view);
    }
    assertThat(result).containsExactly(7, 8, 9);
    assertThat(program.getTargetDevice()).isNotInstanceOf(OpenCLDevice.class);
  }
}
