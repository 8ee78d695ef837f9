package org.hyperprism.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hyperprism.data.Batch;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.OracleAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TorchDeviceTest {

  @Nested
  class WithoutAGpu {

    @BeforeEach
    void thereIsNone() {
      TorchRuntime.start();
      assumeTrue(CudaDevice.obstacle().isPresent(), "there is a GPU");
    }

    @Test
    void aWishForOneIsRefusedWithTheReasonAndTheWayOut() {
      TorchBackend backend = new TorchBackend(TorchDevice.CUDA, 16);
      assertThatThrownBy(backend::describe)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith(
              "train.torchDevice: cuda, but libtorch cannot compute on a GPU here: "
                  + CudaDevice.obstacle().orElseThrow())
          .hasMessageEndingWith("; mend that, or set train.torchDevice = cpu");
      assertThatThrownBy(() -> backend.oracle(ModelZoo.definition("lr", 1, 2, 2, 2), 1))
          .isInstanceOf(EnvironmentException.class);
    }

    @Test
    void aBuildWithoutCudaNamesTheProfile() {
      assumeTrue(!CudaDevice.isBuiltIn(), "built with the profile cuda");
      assertThat(CudaDevice.obstacle().orElseThrow()).contains("the Maven profile cuda");
    }

    @Test
    void automaticIsTheProcessorToTheBitAndSaysWhy() {
      ModelDefinition model = ModelZoo.definition("lenet", 1, 19, 16, 4);
      Batch batch = ExampleBatches.uniform(model, 8, 1);
      float[] weights = ExampleBatches.weights(model, 2);
      TorchBackend automatic = new TorchBackend(TorchDevice.AUTO, 16);
      OracleAnswer.of(automatic.oracle(model, 8), weights, batch)
          .isTo(OracleAnswer.of(new TorchBackend().oracle(model, 8), weights, batch));
      assertThat(automatic.describe())
          .isEqualTo(
              new TorchBackend().describe() + "; no GPU: " + CudaDevice.obstacle().orElseThrow());
    }
  }

  @Test
  void versionsAreReadable() {
    assertThat(CudaDevice.cudaVersion(13010)).isEqualTo("13.1");
    assertThat(CudaDevice.cudnnVersion(91900)).isEqualTo("9.19.0");
    assertThat(CudaDevice.cudnnVersion(92401)).isEqualTo("9.24.1");
  }

  /** As the dynamic linker says it, wrapped as JavaCPP does. */
  @Test
  void theLibraryThatIsMissingIsNamed() {
    UnsatisfiedLinkError linker =
        new UnsatisfiedLinkError(
            "/cache/libjnitorch.so: libcupti.so.13: cannot open shared object file: No such file or directory");
    UnsatisfiedLinkError failure =
        new UnsatisfiedLinkError("no jnitorch in java.library.path: /lib");
    failure.initCause(linker);
    assertThat(CudaDevice.missing(failure))
        .isEqualTo("libcupti.so.13: cannot open shared object file: No such file or directory");
  }

  @Test
  void aFullGpuIsSomethingToMendAndAFaultStaysAFault() {
    assertThat(
            CudaDevice.explained(
                new RuntimeException("CUDA out of memory. Tried to allocate 2 GiB\nframe #0: c10")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(
            "the GPU failed: CUDA out of memory. Tried to allocate 2 GiB; give it fewer tasks");
    IllegalStateException fault = new IllegalStateException("a fault");
    assertThat(CudaDevice.explained(fault)).isSameAs(fault);
  }
}
