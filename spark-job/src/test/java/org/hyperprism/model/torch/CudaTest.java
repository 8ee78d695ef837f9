package org.hyperprism.model.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracleContract;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.ExampleNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On a machine with a GPU, with CUDA and cuDNN, {@code mvn test -Pcuda -pl spark-job -am
 * -Dtest=CudaTest}; skipped elsewhere.
 */
@EnabledIf(value = "thereIsAGpu", disabledReason = "libtorch finds no GPU")
class CudaTest extends GradientOracleContract {

  /**
   * Of the gradient's norm. Single sums are as exact as on a processor (4e-6), but cuDNN may
   * compute convolutions in Winograd's way, whose transforms amplify rounding by up to some ten
   * times.
   */
  private static final double BOUND = 4e-5;

  static boolean thereIsAGpu() {
    TorchRuntime.start();
    return CudaDevice.obstacle().isEmpty();
  }

  @Override
  protected GradientBackend backend() {
    return new TorchBackend(TorchDevice.CUDA, 16);
  }

  @Override
  protected List<String> models() {
    return ModelZoo.names();
  }

  @ParameterizedTest
  @CsvSource({"lr, 128", "mlp, 128", "lenet, 8", "cnn, 16"})
  void theZooHasTheGradientsOfDeeplearning4j(String name, int size) {
    agree(ModelZoo.definition(name, 3, 32, 32, 10), size);
  }

  @ParameterizedTest
  @EnumSource
  void importedNetworksHaveTheGradientsOfDeeplearning4j(TorchBackendTest.Imported network) {
    agree(ExampleNetworks.read(network.json()), 9);
  }

  private void agree(ModelDefinition model, int size) {
    TorchBackendTest.agree(model, size, backend().oracle(model, size), BOUND);
  }

  /** Needs no Deeplearning4j. */
  @ParameterizedTest
  @CsvSource({"lr, 128", "mlp, 48", "lenet, 32", "cnn, 16"})
  void modelsComputedTogetherHaveTheGradientsOfTheProcessor(String name, int size) {
    ModelDefinition model = ModelZoo.definition(name, 3, 32, 32, 10);
    TorchGradientGroupTest.agree(model, size, TensorMemory.GPU, BOUND, true);
    TorchGradientGroupTest.bitsDependOnTheModelAlone(model, size, TensorMemory.GPU);
  }

  @Test
  void theDescriptionNamesTheGpuAndItsLibraries() {
    assertThat(backend().describe())
        .matches(
            "libtorch \\S+ by JavaCPP's presets, on GPU 0 of \\d+ with CUDA \\S+ and cuDNN \\S+");
    assertThat(new TorchBackend(TorchDevice.AUTO, 16).describe()).isEqualTo(backend().describe());
  }
}
