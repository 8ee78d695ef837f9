package org.hyperprism.model.dl4j;

import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;

/**
 * Gradients by Deeplearning4j on the CPU, in 32-bit floating point. A record, because oracles are
 * pooled by equal backends.
 */
public record Dl4jBackend() implements GradientBackend {

  private static final long serialVersionUID = 1L;

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return Optional.empty();
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    Dl4jRuntime.start();
    return new Dl4jGradientOracle(model, batchCapacity);
  }

  @Override
  public String describe() {
    return Dl4jRuntime.describe();
  }
}
