package org.hyperprism.engine;

import java.util.Optional;
import org.hyperprism.data.Batch;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterLayout;

/**
 * Softmax regression written out in float64 loops: slow, obvious, and without natives. Weights
 * stand column-major, [classes][features], then the biases, as in DL4J's output layer.
 */
record ReferenceSoftmax() implements GradientBackend {

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
    return "softmax regression in float64 loops";
  }

  private record Oracle(ModelDefinition model) implements GradientOracle {

    @Override
    public ParameterLayout layout() {
      return model.layout();
    }

    @Override
    public double gradient(
        float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
      double[] sums = new double[model.layout().parameters()];
      double loss = 0;
      for (int sample = 0; sample < batch.size(); sample++) {
        double[] probabilities = probabilities(weights, offset, batch, sample);
        loss -= Math.log(probabilities[batch.labels()[sample]]);
        for (int k = 0; k < model.classes(); k++) {
          double error = probabilities[k] - (k == batch.labels()[sample] ? 1 : 0);
          for (int f = 0; f < model.features(); f++) {
            sums[k * model.features() + f] +=
                error * batch.features()[sample * model.features() + f];
          }
          sums[model.classes() * model.features() + k] += error;
        }
      }
      for (int k = 0; k < sums.length; k++) {
        gradient[gradientOffset + k] = (float) (sums[k] / batch.size());
      }
      return loss / batch.size();
    }

    @Override
    public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
      int correct = 0;
      double loss = 0;
      for (int sample = 0; sample < batch.size(); sample++) {
        double[] probabilities = probabilities(weights, offset, batch, sample);
        int best = 0;
        for (int k = 1; k < model.classes(); k++) {
          best = probabilities[k] > probabilities[best] ? k : best;
        }
        first[sample] = best;
        correct += best == batch.labels()[sample] ? 1 : 0;
        loss -= Math.log(probabilities[batch.labels()[sample]]);
      }
      return new Evaluation(batch.size(), correct, loss);
    }

    @Override
    public void probabilities(float[] weights, int offset, Batch batch, float[] target) {
      for (int sample = 0; sample < batch.size(); sample++) {
        double[] probabilities = probabilities(weights, offset, batch, sample);
        for (int k = 0; k < model.classes(); k++) {
          target[sample * model.classes() + k] = (float) probabilities[k];
        }
      }
    }

    private double[] probabilities(float[] weights, int offset, Batch batch, int sample) {
      int features = model.features();
      int classes = model.classes();
      double[] logits = new double[classes];
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        logits[k] = weights[offset + classes * features + k];
        for (int f = 0; f < features; f++) {
          logits[k] +=
              (double) weights[offset + k * features + f] * batch.features()[sample * features + f];
        }
        largest = Math.max(largest, logits[k]);
      }
      double total = 0;
      for (int k = 0; k < classes; k++) {
        logits[k] = Math.exp(logits[k] - largest);
        total += logits[k];
      }
      for (int k = 0; k < classes; k++) {
        logits[k] /= total;
      }
      return logits;
    }

    @Override
    public void close() {}
  }
}
