package org.hyperprism.model.vector;

import org.hyperprism.data.Batch;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.OracleArguments;
import org.hyperprism.model.ParameterLayout;

/** Backpropagation through a {@link DenseNetwork}, in arrays that live as long as the oracle. */
final class VectorGradientOracle implements GradientOracle {

  private final ModelDefinition model;
  private final ParameterLayout layout;
  private final DenseLayer[] layers;
  private final int capacity;
  private final ChunkKernels kernels;
  private final LayerProducts products;
  private final SoftmaxCrossEntropy softmax;

  /** What comes out of each layer, float[capacity][units]. */
  private final float[][] outputs;

  /** Gradients of the loss by what comes out of each layer before its ReLU. */
  private final float[][] deltas;

  /** The chunks of what goes into each layer. */
  private final OccupiedChunks[] occupied;

  private boolean closed;

  VectorGradientOracle(
      ModelDefinition model, DenseNetwork network, int capacity, ChunkKernels kernels) {
    OracleArguments.checkCapacity(capacity);
    this.model = model;
    this.layout = model.layout();
    this.layers = network.layers().toArray(DenseLayer[]::new);
    this.capacity = capacity;
    this.kernels = kernels;
    this.products = new LayerProducts(kernels, network.widest());
    this.softmax = new SoftmaxCrossEntropy(kernels, capacity, model.classes());
    this.outputs = new float[layers.length][];
    this.deltas = new float[layers.length][];
    this.occupied = new OccupiedChunks[layers.length];
    for (int i = 0; i < layers.length; i++) {
      outputs[i] = new float[Math.multiplyExact(capacity, layers[i].units())];
      deltas[i] = new float[outputs[i].length];
      occupied[i] = new OccupiedChunks(capacity, layers[i].inputs());
    }
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public double gradient(
      float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
    check(weights, offset, batch);
    OracleArguments.checkGradient(layout, capacity, batch, gradient, gradientOffset);
    int size = batch.size();
    forward(weights, offset, batch.features(), 0, size);
    int last = layers.length - 1;
    double losses = softmax.lossSumAndGradient(outputs[last], batch.labels(), size, deltas[last]);
    for (int i = last; i >= 0; i--) {
      float[] inputs = i == 0 ? batch.features() : outputs[i - 1];
      products.parameterGradient(
          layers[i], inputs, occupied[i], deltas[i], size, gradient, gradientOffset);
      if (i > 0) {
        products.inputGradient(layers[i], weights, offset, deltas[i], size, deltas[i - 1]);
        passWhereActive(outputs[i - 1], deltas[i - 1], size * layers[i].inputs());
      }
    }
    return losses / size;
  }

  @Override
  public Evaluation evaluate(float[] weights, int offset, Batch batch) {
    check(weights, offset, batch);
    float[] scores = outputs[layers.length - 1];
    int correct = 0;
    double losses = 0;
    for (int from = 0; from < batch.size(); from += capacity) {
      int size = Math.min(capacity, batch.size() - from);
      forward(weights, offset, batch.features(), from * model.features(), size);
      losses += softmax.lossSum(scores, batch.labels(), from, size);
      for (int sample = 0; sample < size; sample++) {
        int label = batch.labels()[from + sample];
        correct += ClassScores.isRankedFirst(scores, sample, model.classes(), label) ? 1 : 0;
      }
    }
    return new Evaluation(batch.size(), correct, losses);
  }

  /** Fills {@link #outputs} for {@code size} samples whose features begin at {@code from}. */
  private void forward(float[] weights, int offset, float[] features, int from, int size) {
    for (int i = 0; i < layers.length; i++) {
      DenseLayer layer = layers[i];
      if (i == 0) {
        occupied[0].find(kernels, features, from, size);
        products.outputs(layer, weights, offset, features, from, occupied[0], size, outputs[0]);
      } else {
        rectify(outputs[i - 1], size * layer.inputs());
        occupied[i].all(size);
        products.outputs(layer, weights, offset, outputs[i - 1], 0, occupied[i], size, outputs[i]);
      }
    }
  }

  /** ReLU; what is not a number stays so. */
  private static void rectify(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = values[i] <= 0 ? 0 : values[i];
    }
  }

  private static void passWhereActive(float[] activations, float[] deltas, int count) {
    for (int i = 0; i < count; i++) {
      deltas[i] = activations[i] > 0 ? deltas[i] : 0;
    }
  }

  private void check(float[] weights, int offset, Batch batch) {
    if (closed) {
      throw new IllegalStateException("the oracle is closed");
    }
    OracleArguments.check(model, layout, weights, offset, batch);
  }

  @Override
  public void close() {
    closed = true;
  }
}
