package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checksums of means and steps. Published results depend on these bits: a change here changes them.
 * Those of integer exponents are from the first version of the kernel.
 */
class KernelBitsTest {

  private static final int LENGTH = 1300;
  private static final int MEMBERS = 7;

  @ParameterizedTest
  @CsvSource({
    "1, d17489e1, ac811c27",
    "2, d57bf41e, ac590f47",
    "3, ba3a2962, a282abab",
    "5, 65d195b7, e9b50593",
    "9, 8676e047, 939852d3",
    "15, 1452e64c, 61f1cbf4",
    "2.5, d2d4cb17, de56ec17",
    "4.7, 49070076, 4b00b5c",
  })
  void areThoseOfThePublishedResults(double p, String mean, String step) {
    SplittableRandom random = new SplittableRandom(2024);
    WeightedVectors neighbourhood = new WeightedVectors();
    float[] model = {};
    for (int j = 0; j < MEMBERS; j++) {
      model = new float[LENGTH];
      fill(model, random);
      neighbourhood.add(model, 0, (1 + j) / 28.0);
    }
    float[] gradient = new float[LENGTH];
    fill(gradient, random);
    MixingKernel kernel = MixingKernel.create();
    CRC32 means = new CRC32();
    float[] result = new float[LENGTH];
    for (double learningRate : new double[] {0, 0.01}) {
      kernel.powerMean(
          neighbourhood,
          p,
          VectorView.of(gradient),
          learningRate,
          0,
          LENGTH,
          VectorView.of(result));
      update(means, result);
    }
    assertThat(Long.toHexString(means.getValue())).isEqualTo(mean);
    CRC32 steps = new CRC32();
    kernel.mirrorStep(
        VectorView.of(model), VectorView.of(gradient), 0.01, p, 0, LENGTH, VectorView.of(result));
    update(steps, result);
    assertThat(Long.toHexString(steps.getValue())).isEqualTo(step);
  }

  private static void fill(float[] vector, SplittableRandom random) {
    for (int k = 0; k < vector.length; k++) {
      float size = (random.nextInt(1 << 24) - (1 << 23)) * 0x1p-23f;
      // Small values too: a cube falls below the range of float32 early.
      vector[k] = random.nextInt(4) == 0 ? size * 1e-9f : size;
    }
  }

  private static void update(CRC32 checksum, float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    checksum.update(bytes.array());
  }
}
