package org.hyperprism.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExponentialTest {

  private static final int BELOW = 600_000;

  /** Every 600,000th of the floats in [-87.3, 0] and of those below, in plain Java and in SIMD. */
  @Test
  void theRelativeErrorStaysBelowTheBound() {
    float[] values = new float[4096];
    int count = 0;
    for (int bits = Float.floatToIntBits(-0f); bits < Float.floatToIntBits(-3000f); bits += BELOW) {
      values[count++] = Float.intBitsToFloat(bits);
    }
    values[count++] = Exponential.SMALLEST;
    values[count++] = Math.nextDown(Exponential.SMALLEST);
    values[count++] = Float.NEGATIVE_INFINITY;
    values[count++] = Float.NaN;
    assertThat(count).isGreaterThan(1800);
    float[] scalar = values.clone();
    float[] simd = values.clone();
    new ScalarChunkKernels().exponentials(scalar, count);
    new SimdChunkKernels().exponentials(simd, count);
    for (int i = 0; i < count; i++) {
      assertThat(Float.floatToIntBits(simd[i]))
          .as("e^%s", values[i])
          .isEqualTo(Float.floatToIntBits(scalar[i]));
      if (values[i] < Exponential.SMALLEST) {
        assertThat(scalar[i]).isZero();
      } else if (!Float.isNaN(values[i])) {
        double exact = StrictMath.exp(values[i]);
        assertThat(Math.abs(scalar[i] - exact) / exact).as("e^%s", values[i]).isLessThan(2e-7);
      }
    }
    assertThat(scalar[count - 1]).isNaN();
  }
}
