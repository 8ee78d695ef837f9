package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hyperprism.simd.VectorModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIMD and plain Java have the same bits: every path, odd sizes, hostile numbers. */
class SimdLoopsTest {

  private static final float[] HOSTILE = {
    0,
    -0.0f,
    1,
    -1,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-42f,
    1e-30f,
    -1e-30f,
    0x1p-120f,
    0x1p-121f,
    1e30f,
    -1e30f,
    0x1p120f,
    0x1p121f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    (float) Math.sqrt(0.5),
    Math.nextUp((float) Math.sqrt(0.5)),
    (float) Math.sqrt(2),
    Math.nextDown(1f),
    Math.nextUp(1f),
  };

  /** A rule of the kernel over all its parameters. */
  private interface Rule {
    void apply(MixingKernel kernel, Case input, VectorView result, VectorView tangent);
  }

  /** Members, gradient and what else a rule reads. */
  private record Case(
      WeightedVectors members,
      VectorView own,
      VectorView gradient,
      double[] exponents,
      int length) {}

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0000001, 1.5, 2, 2.7, 3, 4, 5, 6, 7, 9, 12, 15, 16, 31, 64, 80.5})
  void haveTheBitsOfPlainJava(double p) {
    assumeThat(VectorModule.obstacle()).isEmpty();
    for (double learningRate : new double[] {0, 0.01}) {
      compare(
          p,
          (kernel, input, result, tangent) ->
              kernel.powerMean(
                  input.members(), p, input.gradient(), learningRate, 0, input.length(), result));
      compare(
          p,
          (kernel, input, result, tangent) ->
              kernel.powerMeanWithTangent(
                  input.members(),
                  p,
                  0,
                  input.gradient(),
                  learningRate,
                  0,
                  input.length(),
                  result,
                  tangent));
      compare(
          p,
          (kernel, input, result, tangent) ->
              kernel.mirrorStep(
                  input.own(), input.gradient(), learningRate, p, 0, input.length(), result));
      compare(
          p,
          (kernel, input, result, tangent) ->
              kernel.mirrorStepWithTangent(
                  input.own(),
                  input.gradient(),
                  learningRate,
                  p,
                  0,
                  input.length(),
                  result,
                  tangent));
      compare(
          p,
          (kernel, input, result, tangent) ->
              kernel.senderPowerMeanWithTangent(
                  input.members(),
                  input.exponents(),
                  0,
                  input.gradient(),
                  learningRate,
                  0,
                  input.length(),
                  result,
                  tangent));
    }
    compare(
        p,
        (kernel, input, result, tangent) ->
            kernel.linearMean(input.members(), 0, input.length(), result));
  }

  private static void compare(double p, Rule rule) {
    SplittableRandom random = new SplittableRandom(17);
    for (int length : new int[] {1, 3, 15, 16, 17, 47, 1023, 1024, 1025, 4099}) {
      for (int members : new int[] {1, 2, 5, 9}) {
        for (int kind = 0; kind < 4; kind++) {
          Case input = input(random, p, length, members, kind);
          assertThat(bits(rule, new CpuMixingKernel(ProcessorLoops.CHOSEN), input))
              .as("p %s, length %d, members %d, kind %d", p, length, members, kind)
              .isEqualTo(bits(rule, new CpuMixingKernel(new ScalarLoops()), input));
        }
      }
    }
  }

  /**
   * @param kind 0: ordinary numbers; 1: of all sizes; 2: hostile ones among them, and mixing
   *     weights from 0 to a ratio of 1e30; 3: of all sizes, every second weight below 0
   */
  private static Case input(SplittableRandom random, double p, int length, int members, int kind) {
    int offset = random.nextInt(5);
    float[] gradient = vector(random, offset + length + random.nextInt(3), kind);
    WeightedVectors neighbourhood = new WeightedVectors();
    double[] exponents = new double[members];
    float[] own = {};
    for (int j = 0; j < members; j++) {
      float[] w = vector(random, offset + length + random.nextInt(3), kind);
      double weight = random.nextDouble();
      if (kind == 2 && j > 0) {
        weight = random.nextBoolean() ? 0 : Math.pow(10, -30 * weight);
      }
      neighbourhood.add(w, offset, kind == 3 && j % 2 == 1 ? -weight : weight);
      exponents[j] = j % 2 == 0 ? p : 1 + 4 * random.nextDouble();
      own = j == 0 ? w : own;
    }
    return new Case(
        neighbourhood,
        new VectorView(own, offset),
        new VectorView(gradient, offset),
        exponents,
        length);
  }

  private static float[] vector(SplittableRandom random, int length, int kind) {
    float[] vector = new float[length];
    for (int k = 0; k < length; k++) {
      float value = (float) (2 * random.nextDouble() - 1);
      if (kind > 0) {
        value *= (float) Math.pow(10, random.nextInt(61) - 30);
      }
      vector[k] =
          kind == 2 && random.nextInt(4) == 0 ? HOSTILE[random.nextInt(HOSTILE.length)] : value;
    }
    return vector;
  }

  /** Of the result and the tangent; every not-a-number counts as the same. */
  private static int[] bits(Rule rule, MixingKernel kernel, Case input) {
    float[] result = new float[input.length()];
    float[] tangent = new float[input.length()];
    for (int k = 0; k < tangent.length; k++) {
      tangent[k] = k % 7 == 0 ? 0 : 0.25f * (k % 11);
    }
    rule.apply(kernel, input, VectorView.of(result), VectorView.of(tangent));
    int[] bits = new int[2 * result.length];
    Arrays.setAll(
        bits,
        k -> Float.floatToIntBits(k < result.length ? result[k] : tangent[k - result.length]));
    return bits;
  }

  /** Numbers behind a range of the result stay, whatever the vectors write. */
  @Test
  void nothingBehindARangeIsWritten() {
    float[] w = new float[200];
    Arrays.fill(w, 0.5f);
    WeightedVectors members = new WeightedVectors();
    members.add(w, 0, 1);
    for (double p : new double[] {1, 2, 2.7, 3, 9}) {
      float[] result = new float[200];
      Arrays.fill(result, 7);
      VectorView view = VectorView.of(result);
      MixingKernel.create().powerMean(members, p, view, 0, 10, 101, view);
      assertThat(result).startsWith(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0.5f);
      assertThat(Arrays.copyOfRange(result, 101, 200)).containsOnly(7);
    }
  }
}
