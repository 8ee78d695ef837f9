package org.hyperprism.model.torch;

import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;

/**
 * Gradients by libtorch on the CPU or a GPU, in 32-bit floating point. A record, because oracles
 * are pooled by equal backends.
 *
 * @param device where it computes
 */
public record TorchBackend(TorchDevice device) implements GradientBackend {

  private static final long serialVersionUID = 2L;

  /** On the CPU. */
  public TorchBackend() {
    this(TorchDevice.CPU);
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
   * @throws org.hyperprism.failure.EnvironmentException as {@link #oracle}
   */
  @Override
  public String describe() {
    return TorchRuntime.describe(device);
  }
}
