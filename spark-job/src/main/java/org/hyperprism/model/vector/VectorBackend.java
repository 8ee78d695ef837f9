package org.hyperprism.model.vector;

import java.util.Locale;
import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.simd.KernelPair;
import org.hyperprism.simd.VectorModule;

/**
 * Gradients of dense networks in Java, with the Vector API where this JVM has it; the same bits on
 * every machine. A record, because oracles are pooled by equal backends.
 */
public record VectorBackend() implements GradientBackend {

  private static final long serialVersionUID = 1L;

  /** Chosen once in a JVM; has no state. */
  private static final class Chosen {
    static final KernelPair<ChunkKernels> KERNELS =
        VectorModule.choose(
            ChunkKernels.class,
            "org.hyperprism.model.vector.SimdChunkKernels",
            ScalarChunkKernels::new);
  }

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return DenseNetwork.of(model).isPresent()
        ? Optional.empty()
        : Optional.of("its layers are not all dense ones with ReLU, as those of lr and mlp are");
  }

  @Override
  public boolean weighsSamples() {
    return true;
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    return oracle(model, batchCapacity, Chosen.KERNELS);
  }

  /** An oracle with kernels of the caller's choice, for tests and measurements. */
  public static GradientOracle oracle(
      ModelDefinition model, int batchCapacity, ChunkKernels kernels) {
    return oracle(model, batchCapacity, KernelPair.of(kernels));
  }

  private static GradientOracle oracle(
      ModelDefinition model, int batchCapacity, KernelPair<ChunkKernels> kernels) {
    DenseNetwork network =
        DenseNetwork.of(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the backend vector has no layers but dense ones; '%s' has others"
                            .formatted(model.name())));
    return new VectorGradientOracle(model, network, batchCapacity, kernels);
  }

  @Override
  public String describe() {
    return VectorModule.bits() == 0
        ? "dense layers in plain Java, without SIMD"
        : String.format(
            Locale.ROOT, "dense layers in Java with the Vector API, %d bits", VectorModule.bits());
  }

  /** Registers it. */
  public static final class Factory extends GradientBackendFactory<NoSettings> {

    public Factory() {
      super("vector", NoSettings.class, "Java with SIMD, for dense networks such as lr and mlp");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public GradientBackend create(NoSettings settings) {
      return new VectorBackend();
    }

    /** As measured once, on logistic regression. */
    @Override
    public double secondsPerParameterAndSample() {
      return 1.4e-10;
    }
  }
}
