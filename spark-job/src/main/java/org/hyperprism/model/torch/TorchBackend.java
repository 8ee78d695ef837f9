package org.hyperprism.model.torch;

import java.io.Serializable;
import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.setting.Setting;

/**
 * Gradients by libtorch on the CPU or a GPU, in 32-bit floating point. A record, because oracles
 * are pooled by equal backends.
 *
 * @param device where it computes
 * @param modelsAtOnce how many models' gradients a GPU computes together, at least 1
 */
public record TorchBackend(TorchDevice device, int modelsAtOnce) implements GradientBackend {

  private static final long serialVersionUID = 3L;

  /** On the CPU. */
  public TorchBackend() {
    this(TorchDevice.CPU, 1);
  }

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return NetworkSteps.of(model).obstacle();
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.hyperprism.failure.EnvironmentException if libtorch cannot be started here, or not
   *     on the GPU wanted
   */
  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    NetworkSteps network = NetworkSteps.of(model);
    if (network.obstacle().isPresent()) {
      throw new IllegalArgumentException(
          "the backend torch cannot compute the model '%s': %s"
              .formatted(model.name(), network.obstacle().get()));
    }
    TensorMemory memory = TorchRuntime.memory(device);
    try {
      return new TorchGradientOracle(model, network.steps(), batchCapacity, memory);
    } catch (RuntimeException e) {
      throw memory.explained(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>On a GPU, for networks of convolutions, pooling, dense layers and activations; not on a
   * processor, which a single model keeps busy.
   *
   * @throws org.hyperprism.failure.EnvironmentException as {@link #oracle}
   */
  @Override
  public Optional<GradientGroup> group(ModelDefinition model, int batchCapacity) {
    NetworkSteps network = NetworkSteps.of(model);
    TensorMemory memory = TorchRuntime.memory(device);
    if (modelsAtOnce == 1
        || memory.isHost()
        || GroupedNetwork.obstacle(network.steps()).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TorchGradientGroup(model, network.steps(), modelsAtOnce, batchCapacity, memory));
    } catch (RuntimeException e) {
      throw memory.explained(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.hyperprism.failure.EnvironmentException as {@link #oracle}
   */
  @Override
  public String describe() {
    return TorchRuntime.describe(device);
  }

  /**
   * @param torchDevice where it computes
   * @param torchModelsAtOnce as {@link TorchBackend#modelsAtOnce}
   */
  public record Settings(
      @Setting(
              defaultValue = "cpu",
              documentation =
                  "Where torch computes the gradients: cpu; cuda, the NVIDIA GPU of each JVM, for"
                      + " which train.backend = auto takes torch and without which no run begins"
                      + " (build with the Maven profile cuda); auto takes the GPU where there is one"
                      + " and says so. Results of a GPU differ in their last bits.")
          TorchDevice torchDevice,
      @Setting(
              defaultValue = "8",
              range = ">= 1",
              documentation =
                  "How many devices' gradients a GPU computes together, where the network has"
                      + " convolutions, pooling, dense layers and activations alone; all partitions"
                      + " of a JVM share them, and more than there are devices cost as much as"
                      + " others. Results of another number differ in their last bits. A processor"
                      + " computes one after the other.")
          int torchModelsAtOnce)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends GradientBackendFactory<Settings> {

    public Factory() {
      super(
          "torch",
          Settings.class,
          "libtorch, on the processor or an NVIDIA GPU, for the zoo and most other networks");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public GradientBackend create(Settings settings) {
      return new TorchBackend(settings.torchDevice, settings.torchModelsAtOnce);
    }

    @Override
    public Optional<Demand> demand(Settings settings) {
      return settings.torchDevice == TorchDevice.CUDA
          ? Optional.of(new Demand("torchDevice", "cuda", "cpu"))
          : Optional.empty();
    }

    /** As measured once, on LeNet. */
    @Override
    public double secondsPerParameterAndSample() {
      return 1.1e-9;
    }
  }
}
