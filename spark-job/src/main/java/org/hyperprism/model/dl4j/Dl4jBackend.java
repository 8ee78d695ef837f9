package org.hyperprism.model.dl4j;

import java.util.Optional;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.setting.NoSettings;

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

  /** Registers it. */
  public static final class Factory extends GradientBackendFactory<NoSettings> {

    public Factory() {
      super("dl4j", NoSettings.class, "Deeplearning4j, for every network");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public GradientBackend create(NoSettings settings) {
      return new Dl4jBackend();
    }

    /** As measured once, on logistic regression. */
    @Override
    public double secondsPerParameterAndSample() {
      return 1.4e-9;
    }
  }
}
