package org.hyperprism.engine;

import java.util.Optional;
import org.hyperprism.data.Batch;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterLayout;

/**
 * Gradients of {@link ReferenceSoftmax}, except where a mini-batch holds a marked sample: then the
 * gradient or the loss is not finite. Marking one sample of a device makes it diverge in those
 * rounds that draw the sample.
 *
 * @param kind what goes wrong there
 */
record DivergingDevice(Kind kind) implements GradientBackend {

  private static final long serialVersionUID = 1L;

  /** First feature of a marked sample. */
  static final float MARK = 0.123456f;

  enum Kind {
    NAN_GRADIENT,
    INFINITE_LOSS
  }

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return Optional.empty();
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    return new Oracle(kind, new ReferenceSoftmax().oracle(model, batchCapacity));
  }

  @Override
  public String describe() {
    return "softmax regression that diverges";
  }

  private record Oracle(Kind kind, GradientOracle softmax) implements GradientOracle {

    @Override
    public ParameterLayout layout() {
      return softmax.layout();
    }

    @Override
    public double gradient(
        float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
      double loss = softmax.gradient(weights, offset, batch, gradient, gradientOffset);
      boolean marked = false;
      for (int sample = 0; sample < batch.size(); sample++) {
        marked |= batch.features()[sample * batch.featuresPerSample()] == MARK;
      }
      if (marked && kind == Kind.NAN_GRADIENT) {
        gradient[gradientOffset] = Float.NaN;
      }
      return marked && kind == Kind.INFINITE_LOSS ? Double.POSITIVE_INFINITY : loss;
    }

    @Override
    public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
      return softmax.evaluate(weights, offset, batch, first);
    }

    @Override
    public void probabilities(float[] weights, int offset, Batch batch, float[] probabilities) {
      softmax.probabilities(weights, offset, batch, probabilities);
    }

    @Override
    public void close() {}
  }
}
