package org.hyperprism.model.torch;

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
  public boolean supports(ModelDefinition model) {
    return NetworkSteps.of(model).isPresent();
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    TorchRuntime.start();
    return new TorchGradientOracle(
        model,
        NetworkSteps.of(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the backend torch does not have all layers of '%s'"
                            .formatted(model.name()))),
        batchCapacity);
  }

  @Override
  public String describe() {
    return TorchRuntime.describe();
  }
}
