package org.hyperprism.engine;

import java.util.Optional;
import org.hyperprism.data.Batch;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterLayout;

/**
 * The loss ||w - x||^2 / 2 over samples, where a parameter k stands against feature k modulo their
 * number: each device's minimum is the mean of its samples, and mini-batches give its gradient with
 * noise.
 */
record Quadratics() implements GradientBackend {

  private static final long serialVersionUID = 1L;

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return Optional.empty();
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    return new Oracle(model);
  }

  @Override
  public String describe() {
    return "quadratics";
  }

  private record Oracle(ModelDefinition model) implements GradientOracle {

    @Override
    public ParameterLayout layout() {
      return model.layout();
    }

    @Override
    public double gradient(
        float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
      double loss = 0;
      for (int k = 0; k < model.layout().parameters(); k++) {
        double mean = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
          mean += batch.features()[sample * model.features() + k % model.features()];
        }
        double difference = weights[offset + k] - mean / batch.size();
        gradient[gradientOffset + k] = (float) difference;
        loss += difference * difference / 2;
      }
      return loss;
    }

    @Override
    public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void probabilities(float[] weights, int offset, Batch batch, float[] target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
