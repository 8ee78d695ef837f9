package org.hyperprism.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelPairTest {

  private final KernelPair<String> pair = new KernelPair<>("simd", "plain");

  @Test
  void plainJavaServesUntilTheLastColdTimeIsOver() {
    assertThat(pair.serving()).isEqualTo("simd");
    ColdKernels one = ColdKernels.begin();
    ColdKernels other = ColdKernels.begin();
    assertThat(pair.serving()).isEqualTo("plain");
    one.close();
    one.close();
    assertThat(pair.serving()).as("closed twice, and once counts").isEqualTo("plain");
    other.close();
    assertThat(pair.serving()).isEqualTo("simd");
  }

  @Test
  void kernelsWithoutATwinAlwaysServe() {
    try (ColdKernels cold = ColdKernels.begin()) {
      assertThat(KernelPair.of("these").serving()).isEqualTo("these");
    }
  }
}
