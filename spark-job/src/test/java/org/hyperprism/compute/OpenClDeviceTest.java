package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.Test;

/** A JVM of its own, whose OpenCL loader looks for devices where there are none. */
class OpenClDeviceTest {

  /** Asks for OpenCL twice. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try (MixingKernel kernel = KernelProvider.OPENCL.open()) {
          System.out.println("kernel: " + kernel.getClass().getSimpleName());
        }
      }
    }
  }

  @Test
  void withoutADeviceTheProcessorServesWithOneWarning() throws IOException, InterruptedException {
    assertThat(JvmProbe.run(Map.of("OCL_ICD_VENDORS", "/none"), Probe.class))
        .contains("kernel: CpuMixingKernel")
        .doesNotContain("OpenClMixingKernel", "SEVERE")
        .containsOnlyOnce("no OpenCL for power means, the processor instead: no OpenCL device");
  }
}
