package org.hyperprism.model.torch;

import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;

/**
 * Gradients by libtorch on the CPU, in 32-bit floating point. A record, because oracles are pooled
 * by equal backends.
 */
public record TorchBackend() implements GradientBackend {

  private static final long serialVersionUID = 1L;

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return NetworkSteps.of(model).obstacle();
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    NetworkSteps network = NetworkSteps.of(model);
    if (network.obstacle().isPresent()) {
      throw new IllegalArgumentException(
          "the backend torch cannot compute the model '%s': %s"
              .formatted(model.name(), network.obstacle().get()));
    }
    TorchRuntime.start();
    return new TorchGradientOracle(model, network.steps(), batchCapacity);
  }

  @Override
  public String describe() {
    return TorchRuntime.describe();
  }
}
